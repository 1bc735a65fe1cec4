import { say } from './say.ts';

/** `/invite status`. */
export const summary = {
  title: (tenant: string) => `Invites to *${tenant}*`,
  oldest: (person: string, agoMs: number) => `Oldest pending: ${person}, invited ${say.ago(agoMs)}.`,
  readAt: (when: string, command: string) =>
    `Read from ROQ ${when}. \`${command} list\` shows them with their buttons.`,
  /** For a screen reader; `counts` is ready. */
  spoken: (tenant: string, counts: string) => `Invites to ${tenant}: ${counts}.`,
};
