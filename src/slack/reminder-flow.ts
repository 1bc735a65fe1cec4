import { readInvite } from '../invites/act-on-invite.ts';
import { originOf } from '../invites/audit.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { redrawHistory } from './history-flow.ts';
import { escaped } from './kit.ts';
import { redrawOpenList } from './list-flow.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { currentSettings, settler, storeSettings } from './settings-flow.ts';
import { historyId } from './views/history.ts';
import { inviteListId } from './views/invite-list.ts';
import { ending, waiting } from './views/plain.ts';
import {
  allowRemindersButton,
  neverRemindButton,
  readRemindersForm,
  remindersForm,
  remindersSaved,
} from './views/reminders.ts';

/** "Reminders" in the settings. */
export async function showReminders(deps: SlackDeps, here: Scene): Promise<void> {
  await here.show(waiting(here.words, here.words.surfaces.oneMoment, here.words.reminders.title));
  const person = await settler(deps, here);
  const { reminders } = await currentSettings(deps, person);
  await here.show(remindersForm(here.words, reminders, await deps.tenantNames.of(person.tenantId)));
}

export async function saveReminders(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const answer = readRemindersForm(here.words, view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  const { surfaces, reminders: say } = here.words;
  await ack({ response_action: 'update', view: waiting(here.words, surfaces.saving, say.title) });
  const person = await settler(deps, here);
  const before = await currentSettings(deps, person);
  const { on, afterDays } = answer;
  const since = on && !before.reminders.on ? deps.clock.now() : before.reminders.since;
  await storeSettings(deps, here, person, before, { ...before, reminders: { on, since, afterDays } });
  await deps.reminders.hurry(person);
  await here.show(ending(here.words, remindersSaved(here.words, answer), say.title));
}

export const neverRemind = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  setReminding(deps, here, press, neverRemindButton.read(press.value).i, false);

export const allowReminders = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  setReminding(deps, here, press, allowRemindersButton.read(press.value).i, true);

/** Who may resend somebody's invite may also decide that they are not reminded by itself. */
async function setReminding(
  deps: SlackDeps,
  here: Scene,
  press: Press,
  inviteId: string,
  allowed: boolean,
): Promise<void> {
  const note = await noted(here, deps.log, async () => {
    const person = await deps.recognizer.recognize(here.identity);
    const invite = await readInvite(deps.gateway, person, inviteId);
    await deps.authority.allow(person, { act: 'resend', invite });
    const { teamId, tenantId, slackUserId, roqUserId } = person;
    const { email } = invite;
    const mark = await deps.addressMemory.mark(tenantId, email);
    const changed = allowed
      ? await deps.unreminded.remove(tenantId, mark)
      : await deps.unreminded.add(tenantId, mark, slackUserId);
    const what = allowed ? 'reminder.allowed' : 'reminder.excluded';
    const entry = { at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId, what, inviteId, email };
    if (changed) await deps.audit.append([{ ...entry, ...originOf(here) }]);
    const { mayAgain, willNever } = here.words.reminders;
    return (allowed ? mayAgain : willNever)(escaped(email));
  });
  await redraw(deps, here, press, note);
}

async function redraw(deps: SlackDeps, here: Scene, press: Press, note: string): Promise<void> {
  const { view } = press.request;
  if (view?.callback_id === historyId) return redrawHistory(deps, here, press, note);
  if (view?.callback_id !== inviteListId) return here.tell(note);
  await redrawOpenList(deps, here, press, note);
}
