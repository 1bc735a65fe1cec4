import type { Draft, DraftRecipient } from '../invites/draft.ts';
import { suspect } from '../invites/mistyped.ts';
import { foldRepeats } from '../invites/recipients.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { actAndSay } from './invite-buttons.ts';
import { form, inviter, ownDraft, resume, showSheet, tryAgain } from './invite-flow.ts';
import { readJson } from './kit.ts';
import { noted, type Scene } from './scene.ts';
import { draftMetadata } from './views/invite-form.ts';
import { waiting } from './views/plain.ts';
import { sheetAgain, sheetCorrect, sheetResend } from './views/preflight.ts';
import { sheetDetail } from './views/sheet-detail.ts';
import { sheetShow } from './views/sheet-rows.ts';

const draftOf = (deps: SlackDeps, here: Scene, press: Press): Promise<Draft> =>
  ownDraft(deps, here, readJson(draftMetadata, press.request.view?.private_metadata).d);

/** Changes some recipients of the draft and checks all of them again. */
async function change(
  deps: SlackDeps,
  here: Scene,
  press: Press,
  edit: (recipient: DraftRecipient, index: number) => DraftRecipient,
): Promise<void> {
  const draft = await draftOf(deps, here, press);
  const recipients = foldRepeats(draft.content.recipients.map(edit));
  await showSheet(deps, here, { ...draft, content: { ...draft.content, recipients } });
}

export const inviteAgain = (deps: SlackDeps, here: Scene, press: Press): Promise<void> => {
  const { n } = sheetAgain.read(press.value);
  return change(deps, here, press, (recipient, index) => (index === n ? { ...recipient, again: true } : recipient));
};

export const inviteAllAgain = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  change(deps, here, press, (recipient) => ({ ...recipient, again: true }));

export async function correctLine(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { n } = sheetCorrect.read(press.value);
  const { person } = await inviter(deps, here);
  const ownDomains = [person.email.split('@')[1] ?? ''];
  await change(deps, here, press, (recipient, index) =>
    index === n ? { ...recipient, email: suspect(recipient.email, ownDomains) ?? recipient.email } : recipient,
  );
}

export async function resendFromSheet(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const note = await noted(here, deps.log, () => actAndSay(deps, here, 'resend', sheetResend.read(press.value).i));
  await showSheet(deps, here, await draftOf(deps, here, press), note);
}

/** Back to the form with everything as it is. */
export async function editSheet(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const draft = await draftOf(deps, here, press);
  tryAgain(here, draft);
  await here.show(form(here, draft, await inviter(deps, here)));
}

export async function showOfKind(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { k: kind, p: page } = sheetShow.read(press.value);
  await here.show(sheetDetail(here.words, await draftOf(deps, here, press), kind, page));
}

export const backToSheet = async (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  showSheet(deps, here, await draftOf(deps, here, press));

export async function retryDraft(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const draft = await draftOf(deps, here, press);
  await here.show(waiting(here.words, here.words.surfaces.oneMoment));
  await resume(deps, here, draft);
}
