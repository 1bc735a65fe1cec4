import { askPeople } from '../invites/ask-people.ts';
import type { Draft } from '../invites/draft.ts';
import { foldRepeats, parseRecipients } from '../invites/recipients.ts';
import { type HandedOver, send } from '../invites/send.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { anyOwnDraft, inviter, showSheet, tryAgain } from './invite-flow.ts';
import { readJson } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { requested } from './views/approval.ts';
import { readReason } from './views/approval-forms.ts';
import { faultSentence } from './views/fault-words.ts';
import { draftMetadata } from './views/invite-form.ts';
import { ending, waiting } from './views/plain.ts';
import { type Correction, readCorrections } from './views/preflight.ts';
import { requestReasonBlock } from './views/rule-rows.ts';

const handingOver = ({ words }: Scene) => waiting(words, words.sheet.handingOver, words.sheet.sending);

/** Corrections are checked again before anything is sent; without any, the ready ones are sent. */
export async function submitSheet(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const found = await anyOwnDraft(deps, here, readJson(draftMetadata, view.private_metadata).d);
  if (found.state === 'sent') return showWhatCameOf(deps, here, found, ack);
  const draft = withReason(found, view);
  const fields = readCorrections(view.state?.values ?? {});
  const corrected = corrections(draft, fields);
  if (corrected) {
    await ack({ response_action: 'update', view: waiting(here.words, here.words.sheet.checkingCorrections) });
    return showSheet(deps, here, corrected);
  }
  if (fields.length > 0 && !goesOut(draft) && !isAsked(draft)) {
    return ack({ response_action: 'errors', errors: stillBad(here, draft, fields) });
  }
  await ack({ response_action: 'update', view: handingOver(here) });
  tryAgain(here, draft);
  const sender = await inviter(deps, here);
  let handed: HandedOver & { asked: number } = { asked: 0 };
  const refused = await noted(here, deps.log, async () => {
    const onlyAsks = isAsked(draft) && !goesOut(draft);
    const asked = (await askPeople(deps, sender, draft, onlyAsks, here)).length;
    handed = { asked, ...(onlyAsks ? {} : await send(deps, sender, draft, here.viewId, here)) };
    return '';
  });
  // The sheet drawn anew shows which rule it was, and what may still go.
  if (refused) return showSheet(deps, here, draft, refused);
  await sayHandedOver(deps, here, handed);
}

const goesOut = ({ content }: Draft): boolean =>
  content.kinds?.some((kind) => kind === 'ready' || kind === 'approval') ?? false;
const isAsked = ({ content }: Draft): boolean => content.picks?.some(({ kind }) => kind === 'ask') ?? false;

/** The result of what was sent has the modal; what waits for somebody is told beside it. */
async function sayHandedOver(
  deps: SlackDeps,
  here: Scene,
  { batch, request, asked }: HandedOver & { asked: number },
): Promise<void> {
  if (batch) deps.followResult(batch);
  const sentences = [
    ...(request ? [requested(here.words, request.recipients.length)] : []),
    ...(asked > 0 ? [here.words.consent.asked(asked)] : []),
  ];
  if (sentences.length === 0) return;
  const said = sentences.join('\n');
  await (batch ? here.tell(said) : here.show(ending(here.words, said, here.words.approvals.title)));
}

const withReason = (draft: Draft, view: SubmittedView): Draft => {
  const reason = readReason(view.state?.values ?? {}, requestReasonBlock) ?? draft.content.reason;
  return { ...draft, content: { ...draft.content, reason } };
};

/** A sheet submitted twice, through whatever replica. */
async function showWhatCameOf(deps: SlackDeps, here: Scene, draft: Draft, ack: SubmissionAck): Promise<void> {
  await ack({ response_action: 'update', view: handingOver(here) });
  const batch = await deps.batches.ofDraft(draft.id);
  if (batch) return deps.followResult(batch);
  const asked = await deps.consents.ofGroup(draft.id);
  const said = asked.length > 0 ? here.words.consent.asked(asked.length) : here.words.sheet.askedAlready;
  await here.show(ending(here.words, said, here.words.approvals.title));
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
