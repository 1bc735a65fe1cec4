import { expect } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { people, team } from '../../sandbox/world.ts';
import { type RunningApp, startApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import type { Store } from '../../src/store/store.ts';
import { engines } from '../store/stores.ts';
import { type Actor, actor, eventually, silent, storyStart } from '../stories/cast.ts';

export type Replicas = FarEnds & {
  clock: SandboxClock;
  apps: RunningApp[];
  /** Theirs, to look into. */
  store: Store;
  /** What Slack sends from here on goes to this replica; what is on its way stays where it is. */
  through(replica: number): void;
  person(who: keyof typeof people): Actor;
  /** Until the replica that posted this has noted it: no lease may run out before. */
  noted(message: SeenMessage, channel: string): Promise<unknown>;
  stop(): Promise<void>;
};

/** Three apps on one PostgreSQL, behind one Slack and one ROQ, on one frozen clock. */
export async function startReplicas(env: Record<string, string> = {}): Promise<Replicas> {
  const clock = sandboxClock({ frozenAt: storyStart });
  const site = await engines.find(({ name }) => name === 'postgres')?.site();
  if (!site?.databaseUrl) throw new Error('no PostgreSQL');
  const { dataDir, databaseUrl } = site;
  const store = await site.open(clock);
  const ends = await startFarEnds({ clock, transport: 'http', dataDir, databaseUrl, env });
  const config = parseConfig(ends.env);
  const apps = await Promise.all([1, 2, 3].map(() => startApp(config, { log: silent, clock })));
  const through = (replica: number) => ends.slack.setRequestUrl(`${apps[replica]?.url}/slack/events`);
  through(0);
  return {
    ...ends,
    clock,
    apps,
    store,
    through,
    person: (who) => actor(ends, people[who].id),
    noted: ({ ts }, channel) =>
      eventually(async () => expect(await store.posts.findByMessage(team, channel, ts)).toBeDefined()),
    async stop() {
      await Promise.all(apps.map((app) => app.stop()));
      await Promise.all([ends.slack.stop(), ends.roq.close()]);
      await site.remove();
    },
  };
}
