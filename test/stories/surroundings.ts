import type { SandboxOptions } from '../../sandbox/start-sandbox.ts';
import type { people } from '../../sandbox/world.ts';
import { engines, type TestEngine } from '../store/stores.ts';
import { channels, type Transport, type World, world } from './cast.ts';
import { installs, lobby } from './install-steps.ts';
import { links } from './link-steps.ts';

export type Surroundings = {
  name: string;
  transport: Transport;
  engine: TestEngine['name'];
  /** By OAuth, in Acme's and in Sam's workspace, which is of Globex: an e-mail address proves nothing there. */
  installed: boolean;
};
type Who = keyof typeof people;

export const onSqlite: Surroundings = {
  name: 'a trusted workspace, over HTTP, on SQLite',
  transport: 'http',
  engine: 'sqlite',
  installed: false,
};
export const onPostgres: Surroundings = {
  name: 'a trusted workspace, over sockets, on PostgreSQL',
  transport: 'socket',
  engine: 'postgres',
  installed: false,
};

/** `npm run check` tells stories on one store: vitest.config.ts. */
const told = ({ engine }: Pick<Surroundings, 'engine'>): boolean =>
  process.env.STORIES_ON !== 'sqlite' || engine === 'sqlite';

/** Both stores and both transports, where it does not matter how the app was installed. */
export const onBothStores: readonly Surroundings[] = [onSqlite, onPostgres].filter(told);

/** Each way to install the app with each transport and each store, each transport with each store. */
const all: readonly Surroundings[] = [
  onSqlite,
  onPostgres,
  { name: 'two installed ones, over HTTP, on PostgreSQL', transport: 'http', engine: 'postgres', installed: true },
  { name: 'two installed ones, over sockets, on SQLite', transport: 'socket', engine: 'sqlite', installed: true },
];
export const surroundings: readonly Surroundings[] = all.filter(told);

/** The app there, which these people can use: where an address proves nothing, they have linked their accounts. */
export async function worldIn(
  { transport, engine, installed }: Surroundings,
  who: readonly Who[],
  options: Partial<SandboxOptions> = {},
): Promise<World> {
  const site = await engines.find(({ name }) => name === engine)?.site();
  if (!site) throw new Error(`${engine} is missing`);
  const { dataDir, databaseUrl } = site;
  const env = { ...options.env, ...(installed ? { TRUST_SLACK_EMAIL: 'false' } : {}) };
  const here = await world({
    ...options,
    ...{ transport, dataDir, env, install: installed ? 'oauth' : 'single' },
    ...(databaseUrl ? { databaseUrl } : {}),
  });
  if (installed) await settleIn(here, who);
  const { stop } = here;
  return Object.assign(here, {
    stop: async () => {
      await stop();
      await site.remove();
    },
  });
}

async function settleIn(here: World, who: readonly Who[]): Promise<void> {
  await installs(here, 'ada');
  await installs(here, 'sam');
  for (const channel of [channels.general, channels.partners, lobby]) await here.slack.joinChannel('U0BOT', channel);
  for (const name of who)
    await links(here, here.person(name), addresses[name], name === 'sam' ? lobby : channels.general);
}

/** Of the ROQ users. */
const addresses: Record<Who, string> = {
  ...{ ada: 'ada@acme.test', alan: 'alan@acme.test', ed: 'ed@acme.test', mia: 'mia@acme.test', gus: 'gus@acme.test' },
  ...{ olga: 'olga@globex.test', sam: 'sam@other.test', greta: 'greta@acme.test', nina: 'nina@elsewhere.test' },
};
