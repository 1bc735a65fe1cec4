import { afterEach, beforeEach, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import { type LinkEvent, type Linking, linking } from '../../src/people/link.ts';
import type { RoqUser } from '../../src/people/person.ts';
import { recognizer } from '../../src/people/recognize.ts';
import { Problem } from '../../src/problem.ts';
import type { Store } from '../../src/store/store.ts';
import { noon } from '../store/samples.ts';
import { engines } from '../store/stores.ts';

const ada: RoqUser = {
  ...{ id: 'roq-ada', tenantId: 'acme', email: 'ada@acme.test', firstName: 'Ada', lastName: 'Owens', active: true },
};
const me = { teamId: 'T1', userId: 'U1', homeTeamId: 'T1' };

let clock: SandboxClock;
let store: Store;
let users: RoqUser[];
let standing: 'member' | 'guest';
let events: LinkEvent[];
let mails: { to: string; code: string }[];
let errors: unknown[];
let mailFails: boolean;

beforeEach(async () => {
  clock = sandboxClock({ frozenAt: noon });
  const sqlite = engines.find(({ name }) => name === 'sqlite');
  if (!sqlite) throw new Error('SQLite is missing');
  store = await sqlite.open(clock);
  [users, standing, events, mails, errors, mailFails] = [[ada], 'member', [], [], [], false];
});
afterEach(() => store.close());

function wired(options: { tenantId?: string; trustEmail?: boolean } = {}) {
  const note = async (event: LinkEvent) => void events.push(event);
  const roq = {
    usersByEmail: async (emails: readonly string[]) => users.filter(({ email }) => emails.includes(email)),
    user: async ({ roqUserId, tenantId }: { roqUserId: string; tenantId: string }) =>
      users.find((user) => user.id === roqUserId && user.tenantId === tenantId),
    usersById: async () => [],
    tenantName: async () => 'Acme',
    invitableRoles: async () => [],
    access: async () => ({ read: 'own', create: 'own', update: 'own' }) as const,
  };
  const shared = { roq, people: store.people, clock, trustEmail: options.trustEmail ?? false, ...options };
  const people = recognizer({
    ...shared,
    slack: {
      recallLocale: () => undefined,
      user: async () => ({ teamId: 'T1', userId: 'U1', name: 'Ada', email: 'ada@acme.test', standing }),
    },
    ended: ({ teamId, slackUserId }, reason) => note({ teamId, slackUserId, what: 'link.removed', reason }),
  });
  const mail = async ({ email: to }: RoqUser, code: string) => {
    if (mailFails) throw new Error('no mail');
    mails.push({ to, code });
  };
  const onError = (error: unknown) => void errors.push(error);
  const links = linking({ ...shared, recognizer: people, codes: store.linkCodes, mail, note, onError });
  return { people, links };
}

async function asks(links: Linking, address: string): Promise<string> {
  await links.send(me, await links.ask(me), address);
  return mails.at(-1)?.code ?? '';
}
const problemOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );
const told = () => events.map(({ what, reason }) => (reason ? `${what} ${reason}` : what));

test('the story of a link is told without the code and without an address', async () => {
  const { links } = wired();
  const code = await asks(links, 'ada@acme.test');
  expect(await problemOf(links.prove(me, 'CDF23456'))).toBe('link_code_wrong');
  await links.prove(me, code);
  await links.remove(me);
  expect(told()).toEqual(['link.started', 'link.failed wrong', 'link.proved', 'link.removed by_person']);
  for (const event of events) {
    expect(event).toMatchObject({ teamId: 'T1', slackUserId: 'U1', roqUserId: 'roq-ada', tenantId: 'acme' });
  }
  expect(JSON.stringify(events)).not.toMatch(new RegExp(`${code}|ada@acme`));
});

test('an address nobody has is told as started and no more', async () => {
  const { links } = wired();
  await asks(links, 'nobody@acme.test');
  expect(events).toEqual([{ teamId: 'T1', slackUserId: 'U1', what: 'link.started' }]);
  expect(mails).toEqual([]);
});

test.each([
  ['two tenants have', { other: { ...ada, id: 'roq-ada-2', tenantId: 'globex' }, tenantId: undefined }],
  ['only another tenant than ours has', { other: ada, tenantId: 'globex' }],
])('an address that %s gets no code', async (_who, { other, tenantId }) => {
  users = [...new Set([ada, other])];
  const { links } = wired(tenantId ? { tenantId } : {});
  await asks(links, 'ada@acme.test');
  expect(mails).toEqual([]);
});

test('a mail that fails is for the operator, and the person is told nothing', async () => {
  mailFails = true;
  const { links } = wired();
  await asks(links, 'ada@acme.test');
  expect(told()).toEqual(['link.started', 'link.failed not_mailed']);
  expect(errors).toHaveLength(1);
});

test('who asks or guesses too often is told so, and it is remembered', async () => {
  const { links } = wired();
  for (let nth = 0; nth < 3; nth++) await asks(links, 'nobody@acme.test');
  expect(await problemOf(links.ask(me))).toBe('link_too_many');
  for (let nth = 0; nth < 4; nth++) expect(await problemOf(links.prove(me, 'CDF23456'))).toBe('link_code_wrong');
  expect(await problemOf(links.prove(me, 'CDF23456'))).toBe('link_paused');
  expect(told().slice(-1)).toEqual(['link.failed paused']);
  expect(told()).toContain('link.failed too_many');
});

test('a link ends once, with a reason, and is not replaced by an e-mail match', async () => {
  const { links, people } = wired();
  await links.prove(me, await asks(links, 'ada@acme.test'));
  expect(await people.recognize(me)).toMatchObject({ roqUserId: 'roq-ada' });
  users = [{ ...ada, active: false }];
  clock.advance(60_000);
  expect(await problemOf(people.recognize(me))).toBe('link_first');
  users = [ada];
  expect(await problemOf(people.recognize(me))).toBe('link_first');
  expect(told().filter((what) => what.startsWith('link.removed'))).toEqual(['link.removed roq_account']);
});

test('a guest’s link ends, and every method refuses them', async () => {
  const { links } = wired();
  await links.prove(me, await asks(links, 'ada@acme.test'));
  standing = 'guest';
  clock.advance(60_000);
  const refused = [
    () => links.current(me),
    () => links.ask(me),
    () => links.send(me, 'x', 'a@b.test'),
    () => links.prove(me, 'CDF23456'),
    () => links.remove(me),
  ];
  for (const work of refused) expect(await problemOf(work())).toBe('not_a_member');
  expect(told().slice(-1)).toEqual(['link.removed slack_account']);
  expect(await store.people.find('T1', 'U1')).toBeUndefined();
});

test('a stranger’s press does not end the link of whoever has that id here', async () => {
  const { links } = wired();
  await links.prove(me, await asks(links, 'ada@acme.test'));
  expect(await problemOf(links.remove({ ...me, homeTeamId: 'T2' }))).toBe('not_a_member');
  expect(await store.people.find('T1', 'U1')).toMatchObject({ proof: 'code' });
});

test('in a trusted workspace a dead link by code makes room for the e-mail match', async () => {
  const { links, people } = wired({ trustEmail: true });
  users = [ada, { ...ada, id: 'roq-bob', email: 'bob@acme.test' }];
  await links.prove(me, await asks(links, 'bob@acme.test'));
  expect(await links.current(me)).toMatchObject({ email: 'bob@acme.test', proof: 'code' });
  users = [ada];
  clock.advance(60_000);
  expect(await people.recognize(me)).toMatchObject({ roqUserId: 'roq-ada' });
  expect(await store.people.find('T1', 'U1')).toMatchObject({ proof: 'email' });
});
