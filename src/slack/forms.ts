import type { ModalView } from '@slack/types';
import type { Draft } from '../invites/draft.ts';
import { foldRepeats } from '../invites/recipients.ts';
import { decide } from './approval-flow.ts';
import { submitOtherAddress } from './consent-flow.ts';
import type { SlackDeps } from './deps.ts';
import { fileRecipients } from './file-recipients.ts';
import { submitHistory } from './history-flow.ts';
import { form, inviter, keep, ownDraft, showSheet } from './invite-flow.ts';
import { readJson } from './kit.ts';
import { askForCode, proveByCode } from './link-flow.ts';
import { submitList } from './list-flow.ts';
import { saveOwnSettings } from './own-settings-flow.ts';
import { savePrivacy } from './privacy-flow.ts';
import { saveReminders } from './reminder-flow.ts';
import type { SubmittedView } from './requests.ts';
import { saveRules } from './rules-flow.ts';
import { noted, type Scene } from './scene.ts';
import { submitSelected } from './selected-flow.ts';
import { saveSettings } from './settings-flow.ts';
import { submitSheet } from './sheet-flow.ts';
import { fetchUpload } from './uploads.ts';
import { decisionId } from './views/approval-forms.ts';
import { otherAddressId } from './views/consent.ts';
import { historyId } from './views/history.ts';
import { draftMetadata, fitsTheField, inviteFormId, readInviteForm } from './views/invite-form.ts';
import { inviteListId } from './views/invite-list.ts';
import { linkAddressId, linkCodeId } from './views/link.ts';
import { ownSettingsId } from './views/own-settings.ts';
import { waiting } from './views/plain.ts';
import { sheetId } from './views/preflight.ts';
import { privacyId } from './views/privacy.ts';
import { remindersId } from './views/reminders.ts';
import { rulesId } from './views/rules.ts';
import { selectedId } from './views/selected.ts';
import { settingsId } from './views/settings.ts';

/** What a submission is answered with at once: another view, or what is wrong with which field. */
export type SubmissionAck = (
  answer:
    | { response_action: 'update'; view: ModalView }
    | { response_action: 'errors'; errors: Record<string, string> },
) => Promise<void>;

type FormHandler = (deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck) => Promise<void>;

/** Every form of ours by its callback id. */
export const forms: Record<string, FormHandler> = {
  [inviteFormId]: submitInviteForm,
  [sheetId]: submitSheet,
  [settingsId]: saveSettings,
  [ownSettingsId]: saveOwnSettings,
  [privacyId]: savePrivacy,
  [historyId]: submitHistory,
  [rulesId]: saveRules,
  [remindersId]: saveReminders,
  [decisionId]: decide,
  [otherAddressId]: submitOtherAddress,
  [linkAddressId]: askForCode,
  [linkCodeId]: proveByCode,
  [inviteListId]: submitList,
  [selectedId]: submitSelected,
};

async function submitInviteForm(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const draft = await ownDraft(deps, here, readJson(draftMetadata, view.private_metadata).d);
  const before = fitsTheField(draft.content.recipients) ? [] : draft.content.recipients;
  const answer = readInviteForm(here.words, view.state?.values ?? {}, before.length > 0);
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  const { content, fileId } = answer;
  const { sheet } = here.words;
  const wait = waiting(here.words, fileId ? sheet.readingFile : sheet.checking);
  await ack({ response_action: 'update', view: wait });
  const typed = { ...draft, content: { ...content, recipients: foldRepeats([...before, ...content.recipients]) } };
  await (fileId ? addFile(deps, here, typed, fileId) : showSheet(deps, here, typed));
}

/** The people of the file come after those that were typed; a file of no use brings the form back, with the reason. */
async function addFile(deps: SlackDeps, here: Scene, typed: Draft, fileId: string): Promise<void> {
  await keep(deps, here, typed);
  const who = await inviter(deps, here);
  const refused = await noted(here, deps.log, async () => {
    const file = await fetchUpload(here.client, fileId);
    const recipients = foldRepeats([...typed.content.recipients, ...fileRecipients(file, who.powers.roles)]);
    await showSheet(deps, here, { ...typed, content: { ...typed.content, recipients, file: file.name } });
    return '';
  });
  if (refused) await here.show(form(here, typed, who, refused));
}
