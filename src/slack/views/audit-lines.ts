import type { AuditEntry } from '../../invites/audit.ts';
import { context, count, cut, escaped, limits, packed, section } from '../kit.ts';
import { actLine } from './audit-words.ts';
import type { Message } from './invite-card.ts';
import type { Audience } from './invite-line.ts';

/** Acts told one by one in a message; the rest are counted. */
export const shownInMinute = 100;

/** What was done within a minute, one line per act, for the audit channel. */
export function auditLines(acts: readonly AuditEntry[], audience: Audience, command: string): Message {
  const lines = acts.slice(0, shownInMinute).map((entry) => actLine(entry, audience));
  const left = acts.length - lines.length;
  return {
    text: left + lines.length === 1 ? (lines[0] ?? '') : `${count(acts.length, 'act')} with invites`,
    blocks: [
      ...packed(lines).map((text) => section(text)),
      ...(left > 0 ? [context(`… and ${count(left, 'more act')}: \`${command} audit\` exports them.`)] : []),
    ].slice(0, limits.messageBlocks),
  };
}

/** A part of an export, to be copied from code blocks. */
export function auditCsvPart(csv: string, part: number, parts: number): Message {
  const title = parts > 1 ? `Audit log, part ${part + 1} of ${parts}` : 'Audit log';
  return {
    text: title,
    blocks: [section(`*${title}* (CSV)`), ...fenced(csv.split('\n')).map((text) => section(text))].slice(
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
