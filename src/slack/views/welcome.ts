import { section } from '../kit.ts';
import type { Message } from './invite-card.ts';

/** Said once, by DM, to whoever installed the app: the first step, and nothing to read before it. */
export function welcome(command: string): Message {
  const text = [
    `*ROQ Invite is installed.* First step: type \`${command}\` in any channel. Before anything is sent you see who is ready and who is not.`,
    `• \`${command} settings\` – a daily digest of who has not joined yet\n• \`${command} help\` – everything else`,
    'Add me to the channels that should see what became of an invite; everywhere else I tell only whoever asked.',
  ].join('\n\n');
  return { text, blocks: [section(text)] };
}
