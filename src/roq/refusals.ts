import { z } from 'zod';
import type { Refusal } from '../invites/ports.ts';
import { parseJson } from './transport.ts';

const refusalsByCode: Readonly<Record<string, Refusal>> = {
  USER_ALREADY_EXISTS: 'already_member',
  USER_INVITE_ALREADY_EXIST: 'already_invited',
  USER_INVITE_ALREADY_EXISTS: 'already_invited',
  USER_ALREADY_INVITED: 'already_invited',
  USER_INVITE_ALREADY_SENT: 'already_invited',
  USER_INVITE_ALREADY_ACCEPTED: 'already_accepted',
  IS_EMAIL: 'invalid_email',
  FORBIDDEN: 'role_forbidden',
};

const refusalsByText: readonly (readonly [RegExp, Refusal])[] = [
  [/already (been )?accepted/i, 'already_accepted'],
  [/already been (invited|sent)|already invited/i, 'already_invited'],
  [/user .*already exists/i, 'already_member'],
  [/must be an email/i, 'invalid_email'],
  [/don't have permissions/i, 'role_forbidden'],
];

const codeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/)
  .optional()
  .catch(undefined);
const bodySchema = z.object({ errorCode: codeSchema, message: z.string().optional().catch(undefined) });
const wrappedSchema = z.object({ extensions: z.object({ response: bodySchema }) });

/** Reads `errors[].error` of a send: JSON, JSON in GraphQL's error shape, or plain text (facts 3.2). */
export function readRefusal(error: string): { refusal: Refusal; code?: string | undefined } {
  const json = parseJson(error);
  const body = wrappedSchema.safeParse(json).data?.extensions.response ?? bodySchema.safeParse(json).data;
  const code = body?.errorCode ?? codeSchema.parse(error.trim());
  const text = body?.message ?? error;
  const byCode = code === undefined ? undefined : refusalsByCode[code];
  const byText = code === undefined ? refusalsByText.find(([pattern]) => pattern.test(text))?.[1] : undefined;
  return { refusal: byCode ?? byText ?? 'other', code };
}
