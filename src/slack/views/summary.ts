import type { KnownBlock } from '@slack/types';
import { type InviteStatus, inviteStatuses } from '../../invites/invite.ts';
import type { Summary } from '../../invites/summarize.ts';
import type { Words } from '../../words/words.ts';
import { context, escaped, named, section, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { boldPerson } from './invite-line.ts';

/** `/invite status`, shown only to who asked. */
export function summaryMessage(words: Words, summary: Summary, tenantName: string, command: string): Message {
  const { say, statuses } = words;
  const { counts, readAt, oldestPending: oldest } = summary;
  const line = (status: InviteStatus) => `${statuses[status]}: *${say.number(counts[status])}*`;
  const age = oldest ? readAt - oldest.createdAt : 0;
  const blocks: KnownBlock[] = [
    section(`${words.summary.title(named(tenantName))}\n${inviteStatuses.map(line).join('   ')}`),
    ...(oldest ? [section(words.summary.oldest(boldPerson(words, oldest, 'person'), age))] : []),
    context(words.summary.readAt(when(readAt), command)),
  ];
  const spoken = inviteStatuses.map((status) => `${statuses[status]} ${say.number(counts[status])}`).join(', ');
  const last = oldest ? ` ${words.summary.oldest(escaped(oldest.email), age)}` : '';
  return { text: `${words.summary.spoken(named(tenantName), spoken)}${last}`, blocks };
}
