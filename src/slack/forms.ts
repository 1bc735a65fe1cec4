import type { ModalView } from '@slack/types';
import type { Draft } from '../invites/draft.ts';
import { foldRepeats, parseRecipients } from '../invites/recipients.ts';
import { type HandedOver, send } from '../invites/send.ts';
import { decide } from './approval-flow.ts';
import type { SlackDeps } from './deps.ts';
import { fileRecipients } from './file-recipients.ts';
import { submitHistory } from './history-flow.ts';
import { anyOwnDraft, form, inviter, keep, ownDraft, showSheet, tryAgain } from './invite-flow.ts';
import { readJson } from './kit.ts';
import { askForCode, proveByCode } from './link-flow.ts';
import { submitList } from './list-flow.ts';
import { savePrivacy } from './privacy-flow.ts';
import type { SubmittedView } from './requests.ts';
import { saveRules } from './rules-flow.ts';
import { noted, type Scene } from './scene.ts';
import { submitSelected } from './selected-flow.ts';
import { saveSettings } from './settings-flow.ts';
import { fetchUpload } from './uploads.ts';
import { requested } from './views/approval.ts';
import { decisionId, readReason } from './views/approval-forms.ts';
import { faultSentence } from './views/fault-words.ts';
import { historyId } from './views/history.ts';
import { draftMetadata, fitsTheField, inviteFormId, readInviteForm } from './views/invite-form.ts';
import { inviteListId } from './views/invite-list.ts';
import { linkAddressId, linkCodeId } from './views/link.ts';
import { ending, waiting } from './views/plain.ts';
import { type Correction, readCorrections, sheetId } from './views/preflight.ts';
import { privacyId } from './views/privacy.ts';
import { requestReasonBlock } from './views/rule-rows.ts';
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
  [privacyId]: savePrivacy,
  [historyId]: submitHistory,
  [rulesId]: saveRules,
  [decisionId]: decide,
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

const handingOver = ({ words }: Scene) => waiting(words, words.sheet.handingOver, words.sheet.sending);

/** Corrections are checked again before anything is sent; without any, the ready ones are sent. */
async function submitSheet(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const found = await anyOwnDraft(deps, here, readJson(draftMetadata, view.private_metadata).d);
  if (found.state === 'sent') return showWhatCameOf(deps, here, found, ack);
  const draft = withReason(found, view);
  const fields = readCorrections(view.state?.values ?? {});
  const corrected = corrections(draft, fields);
  if (corrected) {
    await ack({ response_action: 'update', view: waiting(here.words, here.words.sheet.checkingCorrections) });
    return showSheet(deps, here, corrected);
  }
  if (fields.length > 0 && !draft.content.kinds?.some((kind) => kind === 'ready' || kind === 'approval')) {
    return ack({ response_action: 'errors', errors: stillBad(here, draft, fields) });
  }
  await ack({ response_action: 'update', view: handingOver(here) });
  tryAgain(here, draft);
  const sender = await inviter(deps, here);
  let handed: HandedOver = {};
  const refused = await noted(here, deps.log, async () => {
    handed = await send(deps, sender, draft, here.viewId, here);
    return '';
  });
  // The sheet drawn anew shows which rule it was, and what may still go.
  if (refused) return showSheet(deps, here, draft, refused);
  await sayHandedOver(deps, here, handed);
}

async function sayHandedOver(deps: SlackDeps, here: Scene, { batch, request }: HandedOver): Promise<void> {
  if (batch) deps.followResult(batch);
  if (!request) return;
  const sentence = requested(here.words, request.recipients.length);
  await (batch ? here.tell(sentence) : here.show(ending(here.words, sentence, here.words.approvals.title)));
}

const withReason = (draft: Draft, view: SubmittedView): Draft => {
  const reason = readReason(view.state?.values ?? {}, requestReasonBlock) ?? draft.content.reason;
  return { ...draft, content: { ...draft.content, reason } };
};

/** A sheet submitted twice, through whatever replica. */
async function showWhatCameOf(deps: SlackDeps, here: Scene, draft: Draft, ack: SubmissionAck): Promise<void> {
  await ack({ response_action: 'update', view: handingOver(here) });
  const batch = await deps.batches.ofDraft(draft.id);
  if (batch) deps.followResult(batch);
  else await here.show(ending(here.words, here.words.sheet.askedAlready, here.words.approvals.title));
}

/** The draft with its faulty entries replaced or left out; `undefined` when no field was changed. */
function corrections(draft: Draft, fields: readonly Correction[]): Draft | undefined {
  const { recipients } = draft.content;
  const changed = fields.filter(({ position, text }) => {
    const recipient = recipients[position];
    return recipient?.fault !== undefined && text !== (recipient.spelled ?? recipient.email);
  });
  if (changed.length === 0) return undefined;
  const replaced = new Map(changed.map(({ position, text }) => [position, parseRecipients(text)]));
  const fixed = recipients.flatMap((recipient, position) => replaced.get(position) ?? [recipient]);
  return { ...draft, content: { ...draft.content, recipients: foldRepeats(fixed) } };
}

/** Slack's `errors`, by block id. */
const stillBad = ({ words }: Scene, { content }: Draft, fields: readonly Correction[]): Record<string, string> =>
  Object.fromEntries(
    fields.map(({ blockId, position }) => [
      blockId,
      words.sheet.stillBad(faultSentence(words, content.recipients[position]?.fault)),
    ]),
  );
