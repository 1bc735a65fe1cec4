import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { z } from 'zod';
import { type Invite, inviteStatuses } from '../invites/invite.ts';
import type { InviteAccess, Role, RoqUser, Scope } from '../people/person.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const optionalText = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);
const address = z.string().transform(normalized);

/** ISO 8601 -> ms. */
const time = z.string().transform((value, context) => {
  const ms = Date.parse(value);
  if (Number.isNaN(ms)) context.addIssue({ code: 'custom', message: 'not a time' });
  return ms;
});
const optionalTime = time.nullish().transform((value) => value ?? undefined);

/** The form in which addresses are compared. */
export function normalized(email: string): string {
  return email.trim().toLowerCase();
}

export const inviteSchema: z.ZodType<Invite> = z.object({
  id: z.string().min(1),
  tenantId: text,
  email: address,
  firstName: text,
  lastName: text,
  locale: optionalText,
  roleKeys: z
    .array(z.string())
    .nullish()
    .transform((keys) => keys ?? []),
  status: z.enum(inviteStatuses),
  createdAt: time,
  updatedAt: optionalTime,
  statusUpdatedAt: optionalTime,
  createdByUserId: z.string(),
  acceptedByUserId: optionalText,
  userTokenId: z.string(),
});

/** `active` may be null in ROQ: only `false` is a deactivated user. */
export const userSchema: z.ZodType<RoqUser> = z.object({
  id: z.string().min(1),
  tenantId: text,
  email: address,
  firstName: text,
  lastName: text,
  active: z
    .boolean()
    .nullish()
    .transform((active) => active !== false),
  locale: optionalText,
});

const roleSchema: z.ZodType<Role & { id: string }> = z
  .object({ id: z.string(), key: z.string().min(1), name: text })
  .transform(({ id, key, name }) => ({ id, key, name: name || key }));

export type Page<T> = { rows: T[]; total: number };

/** Rows that are read before sockets and timers are let through. */
const atOnce = 100;

/** A page may have a thousand rows. */
function pageOf<T>(row: z.ZodType<T>): z.ZodType<Page<T>> {
  return z
    .object({ data: z.array(z.unknown()), totalCount: z.number().int().nonnegative() })
    .transform(async ({ data, totalCount }, context) => {
      const rows: T[] = [];
      for (const [at, each] of data.entries()) {
        if (at > 0 && at % atOnce === 0) await yieldToEvents();
        const read = row.safeParse(each);
        if (read.success) rows.push(read.data);
        else
          for (const { path } of read.error.issues) context.addIssue({ code: 'custom', path: ['data', at, ...path] });
      }
      return { rows, total: totalCount };
    });
}

export const invitesAnswer = z.object({ userInvites: pageOf(inviteSchema) }).transform((answer) => answer.userInvites);
export const usersAnswer = z.object({ users: pageOf(userSchema) }).transform((answer) => answer.users);
export const resendAnswer = z.object({ resendUserInvite: inviteSchema }).transform((answer) => answer.resendUserInvite);
export const cancelAnswer = z.object({ cancelUserInvite: inviteSchema }).transform((answer) => answer.cancelUserInvite);

const rows = <T>(row: z.ZodType<T>) =>
  z
    .array(row)
    .nullish()
    .transform((list) => list ?? []);

export type SendAnswer = z.infer<typeof sendAnswer>;
export const sendAnswer = z
  .object({
    sendUserInvitesV2: z.object({
      success: rows(inviteSchema),
      errors: rows(z.object({ email: address, error: z.string() })),
    }),
  })
  .transform((answer) => answer.sendUserInvitesV2);

// What follows comes from `graphqlRequest`: its data is one level deeper.
export const rolesAnswer = z
  .object({ data: z.object({ roles: pageOf(roleSchema) }) })
  .transform((answer) => answer.data.roles);
export const tenantAnswer = z
  .object({ data: z.object({ tenant: z.object({ id: z.string(), name: z.string() }) }) })
  .transform((answer) => answer.data.tenant);

const fields = z.record(z.string(), z.unknown());
const nestedScope = z.object({ scope: z.union([z.string(), z.boolean()]) });
const accessKeys = ['read', 'create', 'update'] as const;
export type AccessAnswer = InviteAccess & { unknown: string[] };

/** `platform.userInvite.{read,create,update}`; `unknown` names those whose shape we do not know. */
export const accessAnswer: z.ZodType<AccessAnswer> = z
  .object({ data: z.object({ userAccess: z.object({ platform: fields }) }) })
  .transform((answer) => {
    const found = fields.safeParse(answer.data.userAccess.platform.userInvite ?? {});
    const scopes = accessKeys.map((key) => [key, found.success ? readScope(found.data[key]) : undefined] as const);
    const unknown = scopes.filter(([, scope]) => scope === undefined).map(([key]) => key);
    const scopeOf = (wanted: string) => scopes.find(([key]) => key === wanted)?.[1] ?? 'none';
    return { read: scopeOf('read'), create: scopeOf('create'), update: scopeOf('update'), unknown };
  });

const scopeNames: readonly Scope[] = ['none', 'own', 'tenant', 'all'];

/** A scope's name, a boolean, or either under `scope`; `undefined` when it is none of these. */
function readScope(value: unknown): Scope | undefined {
  if (value === undefined || value === null || value === false) return 'none';
  if (value === true) return 'tenant';
  if (typeof value === 'string') return scopeNames.find((name) => name === value.toLowerCase());
  const nested = nestedScope.safeParse(value);
  return nested.success ? readScope(nested.data.scope) : undefined;
}
