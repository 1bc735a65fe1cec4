import { openStore } from '../src/store/store.ts';
import { defaultSettings } from '../src/workspaces/settings.ts';
import type { SandboxClock } from './clock.ts';
import type { FarEnds } from './start-sandbox.ts';
import { people, slackSeed, team } from './world.ts';

/**
 * Puts into the app's store what a workspace in use has: Ada and Alan have used the app, and whoever may not invite may
 * ask them. A store that knows the workspace already is left as it is.
 */
export async function liveIn({ roq, env }: FarEnds, clock: SandboxClock): Promise<void> {
  const store = await openStore({ databaseUrl: env.DATABASE_URL, dataDir: env.DATA_DIR ?? '', clock });
  try {
    const tenantId = roq.db.tenants.find(({ reference }) => reference === 'acme')?.id ?? '';
    if (await store.settings.find(team, tenantId)) return;
    const fresh = defaultSettings('Europe/Berlin', clock.now());
    const approval = { ...fresh.policy.approval, mayAsk: true };
    const settings = { ...fresh, policy: { ...fresh.policy, approval } };
    await store.settings.save({ teamId: team, tenantId, settings, updatedBy: people.ada.id });
    for (const { id } of [people.ada, people.alan]) {
      const email = slackSeed.users.find((user) => user.id === id)?.email;
      const roqUserId = roq.db.users.find((user) => user.email === email)?.id ?? '';
      const now = clock.now();
      const times = { linkedAt: now, checkedAt: now };
      await store.people.remember({ teamId: team, slackUserId: id, roqUserId, tenantId, proof: 'email', ...times });
    }
  } finally {
    await store.close();
  }
}
