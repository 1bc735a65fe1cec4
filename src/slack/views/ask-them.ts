import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Rule, ruleNames } from '../../people/who-could.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, escaped, named, section } from '../kit.ts';
import type { Message } from './invite-card.ts';

const carried = z.object({ r: z.enum(ruleNames), k: z.string().max(200).optional() });
export const askThemButton = buttonRef('ask.them', carried);

/** "Ada Owens, Alan Adams, or Bo Berg could do it." */
export const couldSentence = ({ asking }: Words, names: readonly string[]): string =>
  asking.could(names.map((name) => named(name)));

export const askThemOffer = ({ asking }: Words, { name, role }: Rule, others: number): KnownBlock[] => {
  const carried = role === undefined ? { r: name } : { r: name, k: role };
  return [actions([askThemButton.button(others > 1 ? asking.askThem : asking.ask, carried)], 'ask_them')];
};

/** What one person asks of another, as a post keeps it. */
export const favour = z.object({
  by: z.string(),
  name: z.string(),
  rule: z.enum(ruleNames),
  /** The name of the role that was refused. */
  role: z.string().optional(),
  tenant: z.string(),
});
export type Favour = z.infer<typeof favour>;

export function favourMessage({ asking }: Words, { by, name, rule, role, tenant }: Favour, command: string): Message {
  const wish = asking.wishes[rule](named(tenant), named(role ?? ''));
  const text = asking.favour(named(name), `<@${escaped(by)}>`, wish, command);
  return { text, blocks: [section(text)] };
}
