import { wordsFor } from '../words/words.ts';
import type { PrivacySettings } from '../workspaces/settings.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { greet } from './greet.ts';
import { named } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { currentSettings, settler, storeSettings } from './settings-flow.ts';
import { ending, waiting } from './views/plain.ts';
import { privacyForm, privacySaved, readPrivacyForm } from './views/privacy.ts';

/** What was posted within this time is drawn again when the choice changes, ms. */
const followsMs = 30 * 24 * 60 * 60_000;

/** "Privacy and audit" in the settings. */
export async function showPrivacy(deps: SlackDeps, here: Scene): Promise<void> {
  await here.show(waiting(here.words, here.words.surfaces.oneMoment, here.words.privacy.title));
  const person = await settler(deps, here);
  const { privacy } = await currentSettings(deps, person);
  await here.show(privacyForm(here.words, privacy, await deps.tenantNames.of(person.tenantId)));
}

export async function savePrivacy(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const answer = readPrivacyForm(here.words, view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({
    response_action: 'update',
    view: waiting(here.words, here.words.surfaces.saving, here.words.privacy.title),
  });
  const person = await settler(deps, here);
  const { privacy: before, language } = await currentSettings(deps, person);
  const { addressesInChannels, retentionDays, nudges, channelId } = answer;
  const same = before.auditChannel?.id === channelId ? before.auditChannel : undefined;
  const chosen = same ?? (channelId ? { id: channelId, since: deps.clock.now() } : undefined);
  const kept = chosen ? { auditChannel: chosen } : {};
  const after: PrivacySettings = { addressesInChannels, retentionDays, nudges, ...kept };
  const refused = await noted(here, deps.log, async () => {
    if (chosen && !same)
      await greet(deps, person.teamId, chosen.id, wordsFor(language).privacy.introduction(named(person.name)));
    return '';
  });
  if (refused) return here.show(privacyForm(here.words, after, await deps.tenantNames.of(person.tenantId), refused));
  const current = await currentSettings(deps, person);
  await storeSettings(deps, here, person, current, { ...current, privacy: after });
  if (before.addressesInChannels !== addressesInChannels)
    await deps.posts.touchRecent(person.tenantId, followsMs, 'in channels');
  deps.wakePosts();
  await here.show(ending(here.words, privacySaved(here.words, after), here.words.privacy.title));
}
