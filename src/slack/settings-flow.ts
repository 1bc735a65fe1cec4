import { randomUUID } from 'node:crypto';
import type { Person } from '../people/person.ts';
import { type DigestSettings, defaultSettings, type WorkspaceSettings } from '../workspaces/settings.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { greet } from './greet.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { ending, waiting } from './views/plain.ts';
import { digestIntroduction, readSettingsForm, settingsForm, settingsSaved } from './views/settings.ts';

export async function showSettings(deps: SlackDeps, here: Scene): Promise<void> {
  await here.open(waiting(here.words, here.words.surfaces.oneMoment, 'Settings'));
  const person = await settler(deps, here);
  await drawSettings(deps, here, person);
}

async function drawSettings(deps: SlackDeps, here: Scene, person: Person, note?: string): Promise<void> {
  const [current, tenantName] = await Promise.all([
    currentSettings(deps, person),
    deps.tenantNames.of(person.tenantId),
  ]);
  await here.show(settingsForm(current.digest, tenantName, await deps.webhookState(), note));
}

/** The person, when they may change settings; throws Problem otherwise. */
export async function settler(deps: SlackDeps, here: Scene): Promise<Person> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'settings' });
  return person;
}

export async function currentSettings(deps: SlackDeps, person: Person): Promise<WorkspaceSettings> {
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
  await ack({ response_action: 'update', view: waiting(here.words, here.words.surfaces.saving, 'Settings') });
  const person = await settler(deps, here);
  const before = await currentSettings(deps, person);
  const effective = effectiveFrom(before.digest, answer.digest, deps.clock.now());
  const digest: DigestSettings = { ...answer.digest, channelKind: 'public', effectiveFrom: effective };
  const refused = await noted(here, deps.log, () => introduce(deps, person, before.digest, digest));
  if (refused)
    return here.show(
      settingsForm(digest, await deps.tenantNames.of(person.tenantId), await deps.webhookState(), refused),
    );
  await storeSettings(deps, here, person, before, { ...before, digest });
  await here.show(ending(here.words, settingsSaved(digest), 'Settings'));
}

/** Saves them, with an audit entry of what they were and are. */
export async function storeSettings(
  deps: SlackDeps,
  { requestId, source }: Scene,
  person: Person,
  before: WorkspaceSettings,
  settings: WorkspaceSettings,
): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  await deps.settings.save({ teamId, tenantId, updatedBy: slackUserId, settings });
  const change = { before: JSON.stringify(before), after: JSON.stringify(settings), requestId, source };
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

/** A newly chosen channel hears who sends the digest there and when. Throws Problem when the app may not post there. */
async function introduce(
  deps: SlackDeps,
  person: Person,
  before: DigestSettings,
  after: DigestSettings,
): Promise<string> {
  const { channelId } = after;
  if (!after.on || !channelId || (before.on && before.channelId === channelId)) return '';
  await greet(deps, person.teamId, channelId, digestIntroduction(person.name, after));
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
