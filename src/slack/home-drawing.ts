import { isDeepStrictEqual } from 'node:util';
import type { HomeView, KnownBlock } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { type LostDigestDeps, lostOwnDigest } from '../digests/own-content.ts';
import { isQuiet, type Snoozes } from '../digests/snooze.ts';
import type { Approval, ApprovalStore } from '../invites/approval.ts';
import { type Attention, type OverviewDeps, overview } from '../invites/overview.ts';
import { type Authority, type Powers, refusal, seesEverybodys } from '../people/authority.ts';
import type { PeopleStore, Person } from '../people/person.ts';
import type { Recognizer, SlackIdentity } from '../people/recognize.ts';
import type { TenantNames } from '../people/tenant-names.ts';
import type { ProblemCode } from '../problem.ts';
import type { Words } from '../words/words.ts';
import type { Home, HomeChoice, Homes, ShownHome } from '../workspaces/home.ts';
import type { RuleBook } from '../workspaces/rules.ts';
import { defaultSettings, type SettingsStore } from '../workspaces/settings.ts';
import { endingOf } from './failures.ts';
import { asText } from './kit.ts';
import type { Languages } from './languages.ts';
import { home, homeAway, homeReading, homeStart, homeView, withNote } from './views/home.ts';
import { statusesOfTab } from './views/home-list.ts';

export type HomeDrawingDeps = OverviewDeps &
  LostDigestDeps & {
    homes: Homes;
    recognizer: Recognizer;
    authority: Authority;
    approvals: Pick<ApprovalStore, 'open'>;
    rules: RuleBook;
    settings: Pick<SettingsStore, 'find'>;
    snoozes: Pick<Snoozes, 'of'>;
    people: Pick<PeopleStore, 'find'>;
    tenantNames: TenantNames;
    languages: Languages;
    clientFor: (teamId: string) => Promise<WebClient>;
    newRequestId: () => string;
    /** As the Slack app names it. */
    command: string;
    log: Pick<Logger, 'info' | 'error'>;
  };

/** What a Home is to show, and of whose invites. */
type Drawn = { blocks: KnownBlock[]; provisional?: boolean } & Omit<ShownHome, 'hash' | 'at' | 'view'>;

const day = 24 * 60 * 60_000;
const requestsShown = 5;

/** What this person's Home shows now, read afresh. Never throws: every failure is a sentence on the Home. */
async function drawn(deps: HomeDrawingDeps, identity: SlackIdentity, at: Home): Promise<Drawn> {
  await deps.languages.learn(identity);
  const words = deps.languages.of(identity);
  try {
    const person = await deps.recognizer.recognize(identity);
    return await forPerson(deps, words, person, at);
  } catch (error) {
    return troubled(deps, words, identity, at, error);
  }
}

/** The same for one publishing: when Slack wants it again, it is not read again, unless something else was chosen. */
export function drawnOnce(deps: HomeDrawingDeps, identity: SlackIdentity): (at: Home) => Promise<Drawn> {
  let last: { choice: HomeChoice; made: Promise<Drawn> } | undefined;
  return (at) => {
    if (!last || !isDeepStrictEqual(last.choice, at.choice))
      last = { choice: at.choice, made: drawn(deps, identity, at) };
    return last.made;
  };
}

async function forPerson(deps: HomeDrawingDeps, words: Words, person: Person, { choice }: Home): Promise<Drawn> {
  const powers = await deps.authority.powers(person);
  const may = {
    invite: await mayInvite(deps, person, powers),
    set: refusal(person, powers, { act: 'settings' }) === undefined,
    seeEverybodys: seesEverybodys(powers),
  };
  const filter = { ...choice, statuses: statusesOfTab(choice.tab), mine: choice.mine && may.seeEverybodys };
  const [tenantName, requests, lostDigest, seen] = await Promise.all([
    deps.tenantNames.of(person.tenantId),
    requestsFor(deps, person, powers),
    lostOwnDigest(deps, person),
    refusal(person, powers, { act: 'list' })
      ? undefined
      : overview(deps, person, filter, await attentionFor(deps, person)),
  ]);
  const data = { person, tenantName, may, overview: seen, requests, lostDigest, choice, command: deps.command };
  const { tenantId, roqUserId } = person;
  return { blocks: home(words, data), readAt: seen?.readAt ?? deps.clock.now(), of: { tenantId, roqUserId } };
}

async function attentionFor(deps: HomeDrawingDeps, person: Person): Promise<Attention> {
  const { teamId, tenantId, timeZone } = person;
  const [stored, quiet] = await Promise.all([deps.settings.find(teamId, tenantId), deps.snoozes.of(person)]);
  const { digest } = stored?.settings ?? defaultSettings(timeZone, deps.clock.now());
  const olderThanMs = digest.olderThanDays * day;
  return { olderThanMs, isQuiet: (invite, now) => isQuiet(quiet.get(invite.id), invite, now) };
}

/** By themselves, or at least by asking somebody. */
async function mayInvite(deps: HomeDrawingDeps, person: Person, powers: Powers): Promise<boolean> {
  if (refusal(person, powers, { act: 'invite', roleKeys: [] }) === undefined) return true;
  return (await deps.rules.of(person)).approval.mayAsk;
}

/** Those this person may decide on, and their own. */
async function requestsFor(deps: HomeDrawingDeps, person: Person, powers: Powers): Promise<Approval[]> {
  const open = await deps.approvals.open(person, 50);
  const { slackUserId } = person;
  const concerns = (request: Approval) => {
    const roleKeys = [request.roleKey, ...request.recipients.map(({ roleKey }) => roleKey)];
    const asked = { ...request, roleKeys };
    const own = request.slackUserId === slackUserId;
    return own || refusal(person, powers, { act: 'approve', slackUserId, request: asked }) === undefined;
  };
  return open.filter(concerns).slice(0, requestsShown);
}

/** Whoever is nobody here reads how to start; whatever is broken is said above what was known before. */
async function troubled(
  deps: HomeDrawingDeps,
  words: Words,
  identity: SlackIdentity,
  at: Home,
  error: unknown,
): Promise<Drawn> {
  const requestId = deps.newRequestId();
  const ended = endingOf(words, error, deps.command, requestId);
  if (!ended.expected) deps.log.error({ requestId, problem: ended.code, err: error }, 'a Home could not be read');
  if (ended.problem && !passing.has(ended.problem.code)) {
    return { blocks: homeStart(words, { why: ended.sentence, linkHelps: linkHelps.has(ended.problem.code) }) };
  }
  const before = await lastShown(deps, identity, at);
  return { blocks: homeAway(words, ended.sentence, before), of: before.length > 0 ? at.shown?.of : undefined };
}

const linkHelps = new Set<ProblemCode>(['not_linked', 'link_first', 'email_unknown']);
/** Of these nobody's standing depends: what was known before is still theirs to see. */
const passing = new Set<ProblemCode>(['roq_unavailable', 'roq_unclear', 'roq_misconfigured', 'slack_unavailable']);

/** What is known without asking anybody: what Slack was last given for this person, or that it is being read. */
export async function known(deps: HomeDrawingDeps, identity: SlackIdentity, at: Home): Promise<Drawn> {
  const before = await lastShown(deps, identity, at);
  const provisional = true;
  if (before.length > 0) return { blocks: before, readAt: at.shown?.readAt, of: at.shown?.of, provisional };
  await deps.languages.learn(identity);
  return { blocks: homeReading(deps.languages.of(identity)), provisional };
}

/** The blocks last shown with invites, as long as the person still stands for the same ROQ user. */
async function lastShown(deps: HomeDrawingDeps, { teamId, userId }: SlackIdentity, at: Home): Promise<KnownBlock[]> {
  const { view, of } = at.shown ?? {};
  const link = view && (await deps.people.find(teamId, userId));
  if (!view || !link || link.roqUserId !== of?.roqUserId || link.tenantId !== of.tenantId) return [];
  return ourBlocks(view);
}

/** Written by us a short while ago, as Slack took it: no need to look at each block again. */
const ourBlocks = (json: string): KnownBlock[] => JSON.parse(json) as KnownBlock[];

const mostTries = 3;

/**
 * Shows what `draw` makes of the Home as it is stored, unless Slack shows something newer by then: in that case it is
 * drawn again from the newest state. The last try goes without asking. Throws what Slack refuses otherwise.
 */
export async function publish(
  deps: HomeDrawingDeps,
  identity: SlackIdentity,
  draw: (at: Home) => Promise<Drawn>,
  note: readonly KnownBlock[] = [],
): Promise<void> {
  const { teamId, userId } = identity;
  const client = await deps.clientFor(teamId);
  let refused: string | undefined;
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const at = await deps.homes.find(teamId, userId);
    if (!at) return;
    const beganAt = deps.clock.now();
    const { blocks, readAt, of, provisional } = await draw(at);
    const last = tries === mostTries || refused === at.shown?.hash;
    const hash = last ? undefined : at.shown?.hash;
    const view = homeView(withNote(note, blocks));
    const shown = await put(client, userId, view, hash);
    if (shown) {
      const kept = readAt === undefined ? at.shown?.view : JSON.stringify(blocks);
      const readBefore = readAt ?? (of && at.shown?.readAt);
      const what = of && kept !== undefined ? { of, view: kept, readAt: readBefore } : {};
      return deps.homes.show(teamId, userId, { hash: shown, at: provisional ? 0 : beganAt, ...what });
    }
    refused = hash;
  }
}

/** Slack's mark of what it shows now; `undefined` when it shows something else than `hash` says. */
async function put(
  client: WebClient,
  userId: string,
  view: HomeView,
  hash: string | undefined,
): Promise<string | undefined> {
  try {
    const published = await client.views.publish({ user_id: userId, view: asText(view), ...(hash ? { hash } : {}) });
    return published.view?.hash ?? '';
  } catch (error) {
    if (hash && error instanceof WebAPIPlatformError && error.data.error === 'hash_conflict') return undefined;
    throw error;
  }
}
