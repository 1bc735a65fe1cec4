import type { RoqOptions } from '../../sandbox/roq/emulator.ts';
import { startRoq } from '../../sandbox/roq/start-roq.ts';
import type { Actor } from '../../src/people/person.ts';
import type { RoqConfig } from '../../src/roq/config.ts';
import { rigFor } from './fake-roq.ts';

/** The client under test against an emulated ROQ with the default seed. */
export async function startEmulated(options: Partial<RoqOptions> = {}, config: Partial<RoqConfig> = {}) {
  const emulator = await startRoq({ randomSeed: 7, ...options });
  const rig = rigFor(emulator.url, { environmentId: emulator.environmentId, apiKey: emulator.apiKey, ...config });
  const actorOf = (email: string): Actor => {
    const user = emulator.db.users.find((each) => each.email === email);
    if (!user) throw new Error(`No user ${email} in the seed`);
    return { roqUserId: user.id, tenantId: user.tenantId };
  };
  const inviteOf = (email: string) => {
    const invite = emulator.db.invites.find((each) => each.email === email);
    if (!invite) throw new Error(`No invite to ${email}`);
    return invite;
  };
  const close = async () => {
    await rig.roq.close();
    await emulator.close();
  };
  return { ...rig, emulator, actorOf, inviteOf, close };
}

export type Emulated = Awaited<ReturnType<typeof startEmulated>>;
