import type { DraftRecipient } from './draft.ts';
import { foldRepeats, readAddress, readName } from './recipients.ts';

/** Up to three capitalised words that stand alone before `<ada@x.io>`. */
const nameBefore = /(?:^|[\n,;:•])\s*((?:\p{Lu}[\p{L}\p{M}'’.-]*\s+){0,2}\p{Lu}[\p{L}\p{M}'’.-]*)\s*<$/u;
const longestName = 80;

/**
 * The addresses in a text that was written for people, not for us: whatever else it says is no fault. Linear in the
 * text, never throws. A name counts only in front of an address in angle brackets. `line` counts the addresses.
 */
export function addressesIn(text: string): DraftRecipient[] {
  const found: DraftRecipient[] = [];
  const plain = text.replace(/\bhttps?:\/\/[^\s<>]+/gi, ' ');
  for (const { 0: word, index } of plain.matchAll(/[^\s<>,;:()[\]{}"“”„«»‘`|\\/]+/g)) {
    if (!word.includes('@')) continue;
    const { email, spelled, fault } = readAddress(word);
    if (fault) continue;
    const name = nameBefore.exec(plain.slice(Math.max(0, index - longestName), index))?.[1] ?? '';
    found.push({ email, ...(spelled ? { spelled } : {}), ...readName(name) });
  }
  return foldRepeats(found).map((row, at) => ({ ...row, line: at + 1 }));
}
