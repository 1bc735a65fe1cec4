import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { type Rule, ruleNames } from '../../people/who-could.ts';
import { actions, buttonRef, escaped, named, section } from '../kit.ts';
import type { Message } from './invite-card.ts';

const carried = z.object({ r: z.enum(ruleNames), k: z.string().max(200).optional() });
export const askThemButton = buttonRef('ask.them', carried);

/** "Ada Owens, Alan Adams or Bo Berg could do it." */
export const couldSentence = (names: readonly string[]): string => {
  const said = names.map((name) => named(name));
  const last = said.pop() ?? '';
  return `${said.length > 0 ? `${said.join(', ')} or ${last}` : last} could do it.`;
};

export const askThemOffer = ({ name, role }: Rule, others: number): KnownBlock[] => [
  actions(
    [askThemButton.button(others > 1 ? 'Ask them' : 'Ask', role === undefined ? { r: name } : { r: name, k: role })],
    'ask_them',
  ),
];

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

export function favourMessage({ by, name, rule, role, tenant }: Favour, command: string): Message {
  const wish = {
    invite: `invite people to *${named(tenant)}*`,
    role: `invite somebody to *${named(tenant)}* as *${named(role ?? '')}*`,
    see: `look something up among the invites to *${named(tenant)}*`,
    manage: `resend, cancel or stop invites to *${named(tenant)}*`,
    settings: `change the settings of the invites to *${named(tenant)}*`,
    audit: `look something up in the audit log of *${named(tenant)}*`,
  }[rule];
  const text = `*${named(name)}* (<@${escaped(by)}>) asks whether you could ${wish}. They may not do it themselves. Please talk to them; the command is \`${command}\`.`;
  return { text, blocks: [section(text)] };
}
