import type { Words } from '../../words/words.ts';
import { section } from '../kit.ts';
import type { Message } from './invite-card.ts';

/** Said once, by DM, to whoever installed the app: the first step, and nothing to read before it. */
export function welcome({ install }: Words, command: string): Message {
  const { firstStep, settings, help, channels } = install.welcome;
  const more = `• ${settings(command)}\n• ${help(command)}`;
  const text = [firstStep(command), more, channels].join('\n\n');
  return { text, blocks: [section(text)] };
}
