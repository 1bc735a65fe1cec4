import type { ModalView } from '@slack/types';
import type { Draft } from '../invites/draft.ts';
import { parseRecipients } from '../invites/recipients.ts';
import { send } from '../invites/send.ts';
import type { SlackDeps } from './deps.ts';
import { inviter, ownDraft, showSheet } from './invite-flow.ts';
import { readJson } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import { showResult } from './results.ts';
import type { Scene } from './scene.ts';
import { saveSettings } from './settings-flow.ts';
import { draftMetadata, inviteFormId, readInviteForm } from './views/invite-form.ts';
import { waiting } from './views/plain.ts';
import { readCorrections, sheetId } from './views/preflight.ts';
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
};

async function submitInviteForm(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const answer = readInviteForm(view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({ response_action: 'update', view: waiting('Checking the addresses with ROQ…') });
  const draft = await ownDraft(deps, here, readJson(draftMetadata, view.private_metadata).d);
  await showSheet(deps, here, { ...draft, content: answer.content });
}

/** Corrections are checked again before anything is sent; without any, the ready ones are sent. */
async function submitSheet(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const draft = await ownDraft(deps, here, readJson(draftMetadata, view.private_metadata).d);
  const corrected = corrections(draft, readCorrections(view.state?.values ?? {}));
  if (corrected) {
    await ack({ response_action: 'update', view: waiting('Checking the corrected addresses with ROQ…') });
    return showSheet(deps, here, corrected);
  }
  await ack({ response_action: 'update', view: waiting('Handing the invites over…', 'Sending') });
  const { person, tenantName } = await inviter(deps, here);
  const batch = await send(deps, person, draft, tenantName, here.viewId);
  await showResult(deps, here, batch.id);
}

/** The draft with its faulty entries replaced or left out; `undefined` when no field was changed. */
function corrections(draft: Draft, fields: ReadonlyMap<number, string>): Draft | undefined {
  const { recipients } = draft.content;
  const changed = [...fields].filter(([index, text]) => {
    const recipient = recipients[index];
    return recipient?.fault !== undefined && text !== (recipient.spelled ?? recipient.email);
  });
  if (changed.length === 0) return undefined;
  const replaced = new Map(changed.map(([index, text]) => [index, parseRecipients(text)]));
  const fixed = recipients.flatMap((recipient, index) => replaced.get(index) ?? [recipient]);
  const once = [
    ...new Map(fixed.map((recipient) => [recipient.fault ? Symbol('faulty') : recipient.email, recipient])).values(),
  ];
  return { ...draft, content: { ...draft.content, recipients: once } };
}
