import type { AuditLog } from '../invites/audit.ts';
import type { Authority } from '../people/authority.ts';
import type { PeopleStore, Person, RoqDirectory } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import type { Post, PostStore } from '../workspaces/post.ts';
import type { DigestSettings, SettingsStore, StoredSettings } from '../workspaces/settings.ts';
import { localTime } from './local-day.ts';

export type InChargeDeps = {
  settings: Pick<SettingsStore, 'find' | 'replace'>;
  people: Pick<PeopleStore, 'ofTenant'>;
  recognizer: Pick<Recognizer, 'recognize'>;
  authority: Pick<Authority, 'allow'>;
  roq: Pick<RoqDirectory, 'tenantName'>;
  posts: Pick<PostStore, 'create'>;
  audit: Pick<AuditLog, 'append'>;
  clock: { now(): number };
  wakePosts: () => void;
};

/** What became of a channel's digest today; `refused`: why the channel does not take it, in Slack's word. */
export type Posted = Pick<Post, 'teamId' | 'tenantId' | 'place' | 'createdAt'> & { refused?: string | undefined };

/**
 * Sees to it that somebody who may change it stands behind a channel's digest. Where its channel is gone it is turned
 * off, and whoever set it is told; where they are gone, the next who may is, and it is theirs from then on. Nobody left:
 * it is turned off. Told once, because it is not so any more afterwards. People are looked at once a week, since that
 * takes as many calls as the digest. May throw RoqError.
 */
export async function keepInCharge(
  deps: InChargeDeps,
  { teamId, tenantId, place, createdAt, refused }: Posted,
): Promise<void> {
  const stored = await deps.settings.find(teamId, tenantId);
  const digest = stored?.settings.digest;
  if (!stored || !digest?.on || digest.channelId !== place?.channelId) return;
  if (refused === undefined && !isWeeklyLook(digest, tenantId, createdAt)) return;
  const setBy = digest.setBy ?? stored.updatedBy;
  const setter = await ifAble(deps, stored, setBy);
  if (setter && refused === undefined) return;
  const next = setter ?? (await nextAdmin(deps, stored, setBy));
  if (next) await tell(deps, stored, next, refused ? { refused } : { gone: setBy });
  const on = next !== undefined && refused === undefined;
  const change = { on, setBy: next?.slackUserId ?? setBy };
  if (await replaced(deps, stored, change)) await note(deps, stored, change, refused ?? 'setter_gone');
}

/** Whether it came (ms) on the one of its own days that is its tenant's for this: not the same for all. */
function isWeeklyLook({ weekdays, timeZone }: DigestSettings, tenantId: string, cameAt: number): boolean {
  const spread = [...tenantId].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
  return localTime(cameAt, timeZone).weekday === weekdays[spread % weekdays.length];
}

/** The person, while they may change settings of this tenant. */
async function ifAble(
  deps: InChargeDeps,
  { teamId, tenantId }: StoredSettings,
  userId: string,
): Promise<Person | undefined> {
  try {
    const person = await deps.recognizer.recognize({ teamId, userId, homeTeamId: teamId });
    if (person.tenantId !== tenantId) return undefined;
    await deps.authority.allow(person, { act: 'settings' });
    return person;
  } catch (error) {
    if (error instanceof Problem && error.code !== 'not_installed') return undefined;
    throw error;
  }
}

/** Looked for among so many people whom the app knows, those seen last first. */
const candidates = 25;

async function nextAdmin(deps: InChargeDeps, stored: StoredSettings, not: string): Promise<Person | undefined> {
  for (const { slackUserId } of await deps.people.ofTenant(stored.teamId, stored.tenantId, candidates)) {
    const person = slackUserId === not ? undefined : await ifAble(deps, stored, slackUserId);
    if (person) return person;
  }
  return undefined;
}

type What = { refused: string } | { gone: string };

async function tell(deps: InChargeDeps, stored: StoredSettings, { slackUserId }: Person, what: What): Promise<void> {
  const { teamId, tenantId, revision, settings } = stored;
  const subject = { ...what, channel: settings.digest.channelId ?? '', tenant: await deps.roq.tenantName(tenantId) };
  await deps.posts.create({
    key: `digest-charge:${teamId}:${tenantId}:${revision}`,
    kind: 'digest_charge',
    subject: JSON.stringify(subject),
    ...{ teamId, tenantId, slackUserId },
  });
  deps.wakePosts();
}

type Change = Pick<DigestSettings, 'on' | 'setBy'>;

/** False when somebody saved the settings meanwhile: they stand. */
const replaced = (deps: InChargeDeps, stored: StoredSettings, change: Change): Promise<boolean> =>
  deps.settings.replace({
    ...stored,
    settings: { ...stored.settings, digest: { ...stored.settings.digest, ...change } },
  });

async function note(deps: InChargeDeps, { teamId, tenantId }: StoredSettings, change: Change, reason: string) {
  const what = change.on ? 'digest.passed_on' : 'digest.stopped';
  await deps.audit.append([
    { at: deps.clock.now(), teamId, tenantId, what, reason, after: change.setBy, source: 'digest' },
  ]);
}
