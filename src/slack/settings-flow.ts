import { randomUUID } from 'node:crypto';
import { saysSomething } from '../digests/digest.ts';
import { refusal } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import { wordsFor } from '../words/words.ts';
import { type DigestSettings, defaultSettings, type WorkspaceSettings } from '../workspaces/settings.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { greet } from './greet.ts';
import { drawOwnSettings } from './own-settings-flow.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { ending, waiting } from './views/plain.ts';
import { digestIntroduction, readSettingsForm, settingsForm, settingsSaved } from './views/settings.ts';

/** The workspace's settings to whoever may change them; to others why not, and what is their own. */
export async function showSettings(deps: SlackDeps, here: Scene): Promise<void> {
  await here.open(waiting(here.words, here.words.surfaces.oneMoment, here.words.settings.title));
  const person = await deps.recognizer.recognize(here.identity);
  const refused = await noted(here, deps.log, async () => {
    await deps.authority.allow(person, { act: 'settings' });
    return '';
  });
  if (!refused) return drawSettings(deps, here, person, await currentSettings(deps, person));
  const mayList = refusal(person, await deps.authority.powers(person), { act: 'list' }) === undefined;
  if (mayList) return drawOwnSettings(deps, here, refused);
  await here.show(ending(here.words, refused, here.words.settings.title));
}

async function drawSettings(
  deps: SlackDeps,
  here: Scene,
  person: Person,
  settings: WorkspaceSettings,
  note?: string,
): Promise<void> {
  const [tenantName, webhooks] = await Promise.all([deps.tenantNames.of(person.tenantId), deps.webhookState()]);
  await here.show(settingsForm(here.words, { settings, tenantName, webhooks, note }));
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
  const answer = readSettingsForm(here.words, view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({
    response_action: 'update',
    view: waiting(here.words, here.words.surfaces.saving, here.words.settings.title),
  });
  const person = await settler(deps, here);
  const before = await currentSettings(deps, person);
  const effective = effectiveFrom(before.digest, answer.digest, deps.clock.now());
  const digest: DigestSettings = {
    ...answer.digest,
    olderThanDays: answer.digest.olderThanDays ?? before.digest.olderThanDays,
    channelKind: 'public',
    setBy: person.slackUserId,
    effectiveFrom: effective,
  };
  const language = answer.language ?? before.language;
  const refused = await noted(here, deps.log, () => introduce(deps, person, before.digest, { digest, language }));
  if (refused) return drawSettings(deps, here, person, { ...before, digest, language }, refused);
  await storeSettings(deps, here, person, before, { ...before, digest, language });
  if (language !== before.language) await speakAnew(deps, person);
  await here.show(ending(here.words, settingsSaved(here.words, digest), here.words.settings.title));
}

/** What was posted within this time is drawn again in the language chosen, ms. */
const followsMs = 30 * 24 * 60 * 60_000;

async function speakAnew(deps: SlackDeps, { tenantId }: Person): Promise<void> {
  await deps.posts.touchRecent(tenantId, followsMs, 'in channels');
  deps.wakePosts();
}

/** Saves them, with an audit entry of what they were and are. */
export async function storeSettings(
  deps: SlackDeps,
  { requestId, source }: Pick<Scene, 'requestId' | 'source'>,
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
  { digest, language }: Pick<WorkspaceSettings, 'digest' | 'language'>,
): Promise<string> {
  const { channelId } = digest;
  if (!digest.on || !channelId || (before.on && before.channelId === channelId)) return '';
  await greet(deps, person.teamId, channelId, digestIntroduction(wordsFor(language), person.name, digest));
  return '';
}

/** "Send me one now": the same digest, by DM. */
export async function sendDigestNow(deps: SlackDeps, here: Scene): Promise<void> {
  const person = await settler(deps, here);
  const note = await noted(here, deps.log, async () => {
    if (!saysSomething(await deps.digests.ofChannel(person, undefined))) return here.words.settings.nothingToSend;
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
    return here.words.settings.onItsWay;
  });
  await drawSettings(deps, here, person, await currentSettings(deps, person), note);
}
