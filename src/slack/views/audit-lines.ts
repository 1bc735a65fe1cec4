import type { AuditEntry } from '../../invites/audit.ts';
import type { Words } from '../../words/words.ts';
import { context, cut, escaped, limits, packed, section } from '../kit.ts';
import { actLine } from './audit-words.ts';
import type { Message } from './invite-card.ts';
import type { Audience } from './invite-line.ts';

/** Acts told one by one in a message; the rest are counted. */
export const shownInMinute = 100;

/** What was done within a minute, one line per act, for the audit channel. */
export function auditLines(words: Words, acts: readonly AuditEntry[], audience: Audience, command: string): Message {
  const { audit } = words;
  const lines = acts.slice(0, shownInMinute).map((entry) => actLine(words, entry, audience));
  const left = acts.length - lines.length;
  return {
    text: acts.length === 1 ? (lines[0] ?? '') : `${audit.acts(acts.length)}: ${spoken(words, lines, acts.length)}`,
    blocks: [
      ...packed(lines).map((text) => section(text)),
      ...(left > 0 ? [context(audit.more(left, command))] : []),
    ].slice(0, limits.messageBlocks),
  };
}

/** The first few, for whoever hears the message. */
function spoken({ surfaces }: Words, lines: readonly string[], total: number): string {
  const first = lines.slice(0, spokenActs).join('; ');
  return total > spokenActs ? `${first}; ${surfaces.andMore(total - spokenActs)}` : first;
}
const spokenActs = 3;

/** A part of an export, to be copied from code blocks. */
export function auditCsvPart({ audit }: Words, csv: string, part: number, parts: number): Message {
  const title = parts > 1 ? audit.csvPart(part + 1, parts) : audit.csv;
  return {
    text: audit.csvHeadline(title),
    blocks: [section(audit.csvHeadline(title)), ...fenced(csv.split('\n')).map((text) => section(text))].slice(
      0,
      limits.messageBlocks,
    ),
  };
}

const fence = '```';
const fenceLength = 2 * fence.length + 2;

/** Lines in as few code blocks as Slack's limit allows; a line that ends the block's fence is kept from doing so. */
function fenced(lines: readonly string[]): string[] {
  const texts: string[] = [];
  let current = '';
  for (const line of lines) {
    const safe = cut(escaped(line.replaceAll(fence, "'''")), limits.text - fenceLength);
    if (current && current.length + safe.length + 1 + fenceLength > limits.text) {
      texts.push(current);
      current = '';
    }
    current = current ? `${current}\n${safe}` : safe;
  }
  return [...texts, current].map((text) => `${fence}\n${text}\n${fence}`);
}
