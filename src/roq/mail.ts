import { z } from 'zod';
import type { Call } from './calls.ts';

export type Mail = {
  to: string;
  /** Key of a mail template in the ROQ console. */
  template: string;
  locale: string;
  variables: Readonly<Record<string, string>>;
};

/** Mails through ROQ, as the service account; never repeated once the request has left. Throws RoqError. */
export type SendMail = (mail: Mail) => Promise<void>;

const answer = z.object({ sendMail: z.object({ mailsSent: z.object({ count: z.number().int() }) }) });

export const createMail =
  (call: Call): SendMail =>
  async ({ to, template, locale, variables }) => {
    const data = Object.entries(variables).map(([key, value]) => ({ key, value }));
    await call({
      name: 'sendMail',
      kind: 'mutation',
      as: undefined,
      run: (api) => api.sendMail({ mail: { emails: [to], key: template, locale, data } }),
      answer,
    });
  };
