import { daysAhead } from '../digests/local-day.ts';
import { lostOwnDigest } from '../digests/own-content.ts';
import type { OwnDigest } from '../digests/own-digest.ts';
import type { Person } from '../people/person.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import type { SubmittedView } from './requests.ts';
import type { Scene } from './scene.ts';
import { type OwnChoice, ownSettingsForm, ownSettingsSaved, readOwnSettings, usualOwn } from './views/own-settings.ts';
import { ending, waiting } from './views/plain.ts';

/** "My own digest" in the settings of the workspace. */
export async function showOwnSettings(deps: SlackDeps, here: Scene): Promise<void> {
  await here.show(waiting(here.words, here.words.surfaces.oneMoment, here.words.ownDigest.title));
  await drawOwnSettings(deps, here);
}

export async function drawOwnSettings(deps: SlackDeps, here: Scene, note?: string): Promise<void> {
  const person = await sender(deps, here);
  const [own, tenantName, lostDigest] = await Promise.all([
    deps.ownDigests.find(person.tenantId, person.roqUserId),
    deps.tenantNames.of(person.tenantId),
    lostOwnDigest(deps, person),
  ]);
  const [{ timeZone }, { command }] = [person, here];
  const shown = { own: own ?? usualOwn, timeZone, tenantName, lostDigest, command, note };
  await here.show(ownSettingsForm(here.words, shown));
}

/** Whoever may see invites, be it only their own. */
async function sender(deps: SlackDeps, here: Scene): Promise<Person> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'list' });
  return person;
}

export async function saveOwnSettings(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const answer = readOwnSettings(here.words, view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({
    response_action: 'update',
    view: waiting(here.words, here.words.surfaces.saving, here.words.ownDigest.title),
  });
  const person = await sender(deps, here);
  const own = await ownDigestOf(deps, person, answer.own);
  await deps.ownDigests.save(own);
  await note(deps, here, person, answer.own);
  await here.show(ending(here.words, ownSettingsSaved(here.words, own), here.words.ownDigest.title));
}

/**
 * Turned on, it begins on the next local day: the channel's digest may have told the same today. A changed hour counts
 * from now on.
 */
async function ownDigestOf(deps: SlackDeps, person: Person, chosen: OwnChoice): Promise<Omit<OwnDigest, 'lastDay'>> {
  const { tenantId, roqUserId, teamId, slackUserId, timeZone } = person;
  const now = deps.clock.now();
  const before = await deps.ownDigests.find(tenantId, roqUserId);
  const goesOn = before?.on && before.teamId === teamId;
  const effectiveFrom = goesOn ? Math.max(before.effectiveFrom, now) : daysAhead(1, now, timeZone);
  return { tenantId, roqUserId, teamId, slackUserId, timeZone, effectiveFrom, ...chosen };
}

async function note(deps: SlackDeps, here: Scene, person: Person, { on, hour, weekdays }: OwnChoice): Promise<void> {
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  const { requestId, source } = here;
  const after = on ? `on, hour ${hour}, days ${weekdays.join(' ')}` : 'off';
  await deps.audit.append([
    {
      ...{ at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId },
      ...{ what: 'own_digest.saved', after, requestId, source },
    },
  ]);
}
