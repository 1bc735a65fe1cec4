import { say } from './say.ts';

/** "Ask them": who could do what was refused, and the favour that is asked of one of them. */
export const asking = {
  could: (names: readonly string[]) => `${say.anyOf(names)} could do it.`,
  ask: 'Ask',
  askThem: 'Ask them',
  mayNow: 'You may do this yourself by now: please try again.',
  /** `whom` is a mention. */
  askedToday: (whom: string) => `I have asked ${whom} for you today already.`,
  nobody: 'I know of nobody in this workspace who could do it. Please ask an admin.',
  asked: (name: string) => `I have asked ${name} for you, by direct message.`,
  /** `wish` is one of `wishes`. */
  favour: (name: string, mention: string, wish: string, command: string) =>
    `*${name}* (${mention}) asks whether you could ${wish}. They may not do it themselves. Please talk to them; the command is \`${command}\`.`,
  wishes: {
    invite: (tenant: string) => `invite people to *${tenant}*`,
    role: (tenant: string, role: string) => `invite somebody to *${tenant}* as *${role}*`,
    see: (tenant: string) => `look something up among the invites to *${tenant}*`,
    manage: (tenant: string) => `resend, cancel or stop invites to *${tenant}*`,
    settings: (tenant: string) => `change the settings of the invites to *${tenant}*`,
    audit: (tenant: string) => `look something up in the audit log of *${tenant}*`,
  },
};
