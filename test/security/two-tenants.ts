import { randomUUID } from 'node:crypto';
import { people } from '../../sandbox/world.ts';
import { hashOf } from '../../src/invites/ask.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { sets } from '../stories/audit-steps.ts';
import { channels, type World } from '../stories/cast.ts';
import { turnOn } from '../stories/digest-steps.ts';
import { ticks } from '../stories/home-steps.ts';
import { cardWith, setRules } from '../stories/rules-steps.ts';
import { inTime, invites } from '../stories/steps.ts';

export type Tenant = { id: string; owner: 'ada' | 'olga'; requestId: string; draftIds: string[] };

/** Everything a tenant can have: settings, invites with their card, a digest's settings, open drafts, an open request. */
export async function furnish(here: World, owner: 'ada' | 'olga'): Promise<Tenant> {
  const who = here.person(owner);
  const mine = here.roq.db.users.find((user) => user.email === `${owner}@${owner === 'ada' ? 'acme' : 'globex'}.test`);
  if (!mine) throw new Error(`${owner} is not in ROQ`);
  await turnOn(who);
  await sets(who, { 'Keep the audit log for (days)': '90' });
  await who.closes();
  await setRules(who, { 'People who may not invite': 'May ask for invites' });
  await invites(who, `one@${owner}.test, two@${owner}.test as member`);
  await cardWith(here, who, 'Resend', channels.general);
  await visitEveryView(here, who, owner);
  const ids = await withStore(here, (store) => addRequest(store, owner, mine.id, mine.tenantId));
  const { questionKeys, ...kept } = ids;
  await inTime(here, () => withStore(here, (store) => Promise.all(questionKeys.map((key) => isThrough(store, key)))));
  return { id: mine.tenantId, owner, ...kept };
}

/** Slack knows nobody who could be asked, and the app has found that out; or it has asked them. */
async function isThrough(store: Store, key: string): Promise<void> {
  const state = (await store.posts.findByKey(key))?.state;
  if (state !== 'dead' && state !== 'live') throw new Error(`${key} is still to be posted`);
}

/** So that what each view holds can be seen and forged. */
async function visitEveryView(here: World, who: ReturnType<World['person']>, owner: string): Promise<void> {
  await who.checks(`three@${owner}.test`, 'Member');
  await who.closes();
  await who.types('/invite list');
  await who.seesModal('page 1 of');
  await who.closes();
  await who.types(`/invite why one@${owner}.test`);
  await who.seesModal('Forget this address');
  await who.closes();
  await who.types('/invite link');
  await who.seesModal(/ROQ/);
  await who.closes();
  await who.opensHome();
  await who.seesHome(`one@${owner}.test`);
  await ticks(here, who, `one@${owner}.test`, `two@${owner}.test`);
  await who.pressesHome('Cancel selected');
  await who.seesModal('Cancel 2 invites?');
  await who.closes();
}

/** Directly: a request that nobody has decided, and a sheet that is ready to be sent. */
async function addRequest(store: Store, owner: 'ada' | 'olga', roqUserId: string, tenantId: string) {
  const email = `asked@${owner}.test`;
  const recipients = [{ email, firstName: '', lastName: '', roleKey: 'member' }];
  const request = {
    id: randomUUID(),
    draftId: randomUUID(),
    ...{ teamId: 'T0ACME', tenantId, slackUserId: 'U0SOMEBODY', roqUserId: randomUUID(), requesterName: 'Somebody' },
    ...{ tenantName: 'Tenant', roleKey: 'member', roleName: 'Member', recipients },
    hash: hashOf({ recipients, roleKey: 'member' }),
    why: ['person' as const],
    lastsMs: 72 * 60 * 60_000,
  };
  await store.approvals.create(request, [], { tenantId, mails: 0 });
  const question = { ...{ teamId: 'T0ACME', tenantId, slackUserId: people[owner].id, roqUserId }, inviterName: owner };
  const consent = { ...question, tenantName: 'Tenant', roleKey: 'member', roleName: 'Member', inviteeId: 'U0PICKED' };
  const group = { id: randomUUID(), closesDraft: false };
  const ask = { ...consent, id: randomUUID(), groupId: group.id, inviteeName: 'Picked', email: `picked@${owner}.test` };
  const told = (kind: 'consent' | 'consents', subject: string) =>
    ({ ...{ key: `${kind}:${subject}`, kind, subject, teamId: 'T0ACME', tenantId }, slackUserId: 'U0PICKED' }) as const;
  const asked = [{ consent: ask, post: told('consent', ask.id) }];
  const tally = told('consents', group.id);
  await store.consents.ask(asked, { ...group, post: tally });
  const stepKey = await addStepRun(store, tenantId, owner);
  const draft = { id: randomUUID(), teamId: 'T0ACME', slackUserId: people[owner].id, tenantId };
  const ready = { email: `ready@${owner}.test`, firstName: '', lastName: '' };
  await store.drafts.create({ ...draft, content: { recipients: [ready], roleKey: 'member', kinds: ['ready'] } });
  const questionKeys = [tally.key, ...asked.map(({ post }) => post.key), stepKey];
  return { requestId: request.id, draftIds: [draft.id, request.draftId], roqUserId, questionKeys };
}

/** A workflow asks the owner, who does not answer. The key of the question's message. */
async function addStepRun(store: Store, tenantId: string, owner: 'ada' | 'olga'): Promise<string> {
  const id = randomUUID();
  const email = `stepped@${owner}.test`;
  const run = { id, executionId: `Fx0${owner.toUpperCase()}`, teamId: 'T0ACME', slackUserId: people[owner].id, email };
  await store.stepRuns.receive({ ...run, roleWord: 'member', reason: '' });
  const [held] = await store.stepRuns.claim({ owner: 'furnisher', leaseMs: 60_000, limit: 1 });
  if (held?.id !== id) throw new Error('somebody else holds the run');
  const key = `step:${id}`;
  const question = { tenantId, tenantName: 'Tenant', email, inviteeName: '', roleKey: 'member', roleName: 'Member' };
  const post = { key, kind: 'step', subject: id, teamId: 'T0ACME', tenantId, slackUserId: people[owner].id } as const;
  await store.stepRuns.ask(held, 'furnisher', question, post);
  return key;
}

export async function withStore<T>(here: World, work: (store: Store) => Promise<T>): Promise<T> {
  const dataDir = here.env.DATA_DIR;
  if (!dataDir) throw new Error('no folder');
  const store = await openStore({ dataDir, clock: here.clock });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
