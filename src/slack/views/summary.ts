import type { KnownBlock } from '@slack/types';
import { type InviteStatus, inviteStatuses } from '../../invites/invite.ts';
import type { Summary } from '../../invites/summarize.ts';
import { context, named, section, span, when } from '../kit.ts';
import type { Message } from './invite-card.ts';
import { boldPerson, statusWord } from './invite-line.ts';

/** `/invite status`, shown only to who asked. */
export function summaryMessage(summary: Summary, tenantName: string, command: string): Message {
  const line = (status: InviteStatus) => `${statusWord(status)}: *${summary.counts[status].toLocaleString('en')}*`;
  const oldest = summary.oldestPending;
  const blocks: KnownBlock[] = [
    section(`Invites to *${named(tenantName)}*\n${inviteStatuses.map(line).join('   ')}`),
    ...(oldest
      ? [
          section(
            `Oldest pending: ${boldPerson(oldest, 'person')}, invited ${span(summary.readAt - oldest.createdAt)} ago.`,
          ),
        ]
      : []),
    context(`Read from ROQ ${when(summary.readAt)}. \`${command} list\` shows them with their buttons.`),
  ];
  const counts = inviteStatuses.map((status) => `${summary.counts[status]} ${status}`).join(', ');
  const oldestText = oldest
    ? ` Oldest pending: ${oldest.email}, invited ${span(summary.readAt - oldest.createdAt)} ago.`
    : '';
  return { text: `Invites to ${named(tenantName)}: ${counts}.${oldestText}`, blocks };
}
