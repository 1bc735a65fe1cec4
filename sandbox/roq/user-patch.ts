import { z } from 'zod';
import { type Environment, saveUser } from './environment.ts';
import type { UserRecord } from './records.ts';

export const userPatchSchema = z
  .strictObject({
    email: z.email(),
    firstName: z.string().nullable(),
    lastName: z.string().nullable(),
    active: z.boolean().nullable(),
    locale: z.string().nullable(),
    timezone: z.string().nullable(),
    phone: z.string().nullable(),
    tenantId: z.uuid(),
    roleKeys: z.array(z.string()),
  })
  .partial();

export type UserPatch = z.infer<typeof userPatchSchema>;

/** Changes a user as an administrator in ROQ's own console would. @throws Error for an unknown user, role or tenant */
export function patchUser(env: Environment, id: string, patch: UserPatch): UserRecord {
  const user = env.db.users.get(id);
  if (!user) throw new Error(`No user ${id}`);
  const unknownRole = patch.roleKeys?.find((key) => !env.db.roles.find((role) => role.key === key));
  if (unknownRole !== undefined) throw new Error(`No role "${unknownRole}"`);
  if (patch.tenantId !== undefined && !env.db.tenants.get(patch.tenantId))
    throw new Error(`No tenant ${patch.tenantId}`);
  return saveUser(env, { ...user, ...patch, updatedAt: env.clock.now() });
}
