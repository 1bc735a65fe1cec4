import { randomUUID } from 'node:crypto';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import { type DigestSettings, defaultSettings, type WorkspaceSettings } from '../workspaces/settings.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { isSlackTrouble } from './post-errors.ts';
import type { SubmittedView } from './requests.ts';
import { noted, quiet, type Scene } from './scene.ts';
import { ending, waiting } from './views/plain.ts';
import { digestIntroduction, readSettingsForm, settingsForm, settingsSaved } from './views/settings.ts';

export async function showSettings(deps: SlackDeps, here: Scene): Promise<void> {
  await here.open(waiting('One moment…', 'Settings'));
  const person = await settler(deps, here);
  await drawSettings(deps, here, person);
}

async function drawSettings(deps: SlackDeps, here: Scene, person: Person, note?: string): Promise<void> {
  const [current, tenantName] = await Promise.all([
    currentSettings(deps, person),
    deps.tenantNames.of(person.tenantId),
  ]);
  await here.show(settingsForm(current.digest, tenantName, note));
}

/** The person, when they may change settings; throws Problem otherwise. */
async function settler(deps: SlackDeps, here: Scene): Promise<Person> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'settings' });
  return person;
}

async function currentSettings(deps: SlackDeps, person: Person): Promise<WorkspaceSettings> {
  const stored = await deps.settings.find(person.teamId, person.tenantId);
  return stored?.settings ?? defaultSettings(person.timeZone, deps.clock.now());
}

export async function saveSettings(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const answer = readSettingsForm(view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({ response_action: 'update', view: waiting('Saving…', 'Settings') });
  const person = await settler(deps, here);
  const before = await currentSettings(deps, person);
  const effective = effectiveFrom(before.digest, answer.digest, deps.clock.now());
  const digest: DigestSettings = { ...answer.digest, channelKind: 'public', effectiveFrom: effective };
  const refused = await noted(here, deps.log, () => introduce(deps, person, before.digest, digest));
  if (refused) return here.show(settingsForm(digest, await deps.tenantNames.of(person.tenantId), refused));
  await store(deps, person, before, { ...before, digest });
  await here.show(ending(settingsSaved(digest), 'Settings'));
}

async function store(
  deps: SlackDeps,
  person: Person,
  before: WorkspaceSettings,
  settings: WorkspaceSettings,
): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  await deps.settings.save({ teamId, tenantId, updatedBy: slackUserId, settings });
  const change = { before: JSON.stringify(before), after: JSON.stringify(settings) };
  await deps.audit.append([
    { at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId, what: 'settings.saved', ...change },
  ]);
}

/** A changed time counts from now on: setting 09:00 at noon posts nothing today. */
function effectiveFrom(
  before: DigestSettings,
  after: Pick<DigestSettings, 'on' | 'hour' | 'timeZone'>,
  now: number,
): number {
  const same = before.on && after.on && before.hour === after.hour && before.timeZone === after.timeZone;
  return same ? before.effectiveFrom : now;
}

/**
 * Tells a newly chosen channel who sends the digest there and when; so whether the app may post is known now, and
 * not on the next morning. Throws Problem when it may not.
 */
async function introduce(
  deps: SlackDeps,
  person: Person,
  before: DigestSettings,
  after: DigestSettings,
): Promise<string> {
  const { channelId } = after;
  if (!after.on || !channelId || (before.on && before.channelId === channelId)) return '';
  const text = digestIntroduction(person.name, after);
  const client = await deps.postingClient(person.teamId);
  await client.chat.postMessage({ channel: channelId, text, ...quiet }).catch((error: unknown) => {
    if (!(error instanceof WebAPIPlatformError) || isSlackTrouble(error)) throw error;
    throw new Problem('channel_unusable', { channel: channelId, reason: error.data.error }, { cause: error });
  });
  return '';
}

/** "Send me one now": the same digest, by DM. */
export async function sendDigestNow(deps: SlackDeps, here: Scene): Promise<void> {
  const person = await settler(deps, here);
  const note = await noted(here, deps.log, async () => {
    const content = await deps.digest.gather({ tenantId: person.tenantId });
    if (!content) return 'Nothing is waiting, so there is no digest to send.';
    const { teamId, tenantId, slackUserId } = person;
    await deps.posts.create({
      key: `digest-now:${randomUUID()}`,
      kind: 'digest',
      subject: `${teamId}:${tenantId}:now`,
      teamId,
      tenantId,
      slackUserId,
    });
    deps.wakePosts();
    return ':white_check_mark: On its way to your direct messages with this app.';
  });
  await drawSettings(deps, here, person, note);
}
