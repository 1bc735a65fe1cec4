import type { Recipient, RefusedWhy } from '../../invites/batch.ts';
import type { CsvFault } from '../../invites/csv.ts';
import type { RecipientFault } from '../../invites/recipients.ts';
import type { Words } from '../../words/words.ts';

/** Faults of a single line of a file. */
type LineFault = Extract<CsvFault, 'no_email' | 'bad_quotes' | 'line_too_long'>;
type AddressFault = RecipientFault | LineFault;

/** Why a piece of text is no address; ends with a full stop. */
export function faultSentence({ faults }: Words, fault: string | undefined): string {
  const sentences: Record<AddressFault, string> = faults.address;
  return sentences[fault as AddressFault] ?? faults.noAddress;
}

export function refusalSentence({ faults }: Words, recipient: Pick<Recipient, 'refusal' | 'code'>): string {
  const sentences: Record<RefusedWhy, string> = faults.refusal;
  const sentence = sentences[recipient.refusal ?? 'other'];
  return recipient.refusal === 'other' && recipient.code ? `${sentence} (${recipient.code})` : sentence;
}

/** Why a file as a whole cannot be used, and what to do. */
export function fileSentence({ faults }: Words, why: string): string {
  const sentences: Record<string, string> = faults.file;
  return sentences[why] ?? faults.unreadableFile;
}
