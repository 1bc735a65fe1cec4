import { consentEntry } from '../invites/ask-people.ts';
import { type AuditEntry, originOf } from '../invites/audit.ts';
import type { Consent } from '../invites/consent.ts';
import { judge } from '../invites/policy.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { readJson } from './kit.ts';
import { knownWherePressed } from './pressed-post.ts';
import type { SubmittedView } from './requests.ts';
import type { Scene } from './scene.ts';
import {
  addressError,
  consentNo,
  consentOther,
  consentRef,
  consentWithdraw,
  consentYes,
  otherAddressForm,
  questionMessage,
  readOtherAddress,
} from './views/consent.ts';
import { ending, waiting } from './views/plain.ts';

type Answer = Parameters<SlackDeps['consents']['answer']>[1];

export const sayYes = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  answer(deps, here, press, consentYes.read(press.value).c, { yes: true });

export const sayNo = (deps: SlackDeps, here: Scene, press: Press): Promise<void> =>
  answer(deps, here, press, consentNo.read(press.value).c, { yes: false });

/** The message with the question shows what became of it; a second answer changes nothing. */
async function answer(deps: SlackDeps, here: Scene, press: Press, id: string, given: Answer): Promise<void> {
  const asked = await questionToMe(deps, here, id);
  const redrawn = await knownWherePressed(deps, here, press, `consent:${id}`);
  const answered = await deps.consents.answer(asked.id, given);
  if (!answered) return here.tell(here.words.consent.over);
  await deps.audit.append([answerEntry(deps, here, answered)]);
  deps.wakeConsents();
  deps.wakePosts();
  if (!redrawn) await here.tell(questionMessage(here.words, { consent: answered }).text);
}

/** The question, when it was put to whoever answers; nobody else's answer counts. */
async function questionToMe(deps: SlackDeps, { identity }: Scene, id: string): Promise<Consent> {
  const consent = await deps.consents.find(id);
  const mine =
    consent?.teamId === identity.teamId &&
    consent.inviteeId === identity.userId &&
    identity.homeTeamId === identity.teamId;
  if (!consent || !mine) throw new Problem('request_not_found');
  return consent;
}

/** By whom it was answered; the address is in the log from the moment it may be used. */
const answerEntry = (deps: SlackDeps, here: Scene, consent: Consent): AuditEntry => ({
  ...consentEntry(consent, consent.state === 'yes' ? 'consent.given' : 'consent.declined', deps.clock.now()),
  slackUserId: here.identity.userId,
  email: consent.email || undefined,
  ...originOf(here),
});

export async function showOtherAddress(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { consent: say, surfaces } = here.words;
  await here.open(waiting(here.words, surfaces.oneMoment, say.otherTitle));
  const consent = await questionToMe(deps, here, consentOther.read(press.value).c);
  await knownWherePressed(deps, here, press, `consent:${consent.id}`);
  await here.show(
    consent.state === 'open' ? otherAddressForm(here.words, consent) : ending(here.words, say.over, say.otherTitle),
  );
}

export async function submitOtherAddress(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const { consent: say } = here.words;
  const consent = await questionToMe(deps, here, readJson(consentRef, view.private_metadata).c);
  const given = readOtherAddress(here.words, view.state?.values ?? {});
  if ('errors' in given) return ack({ response_action: 'errors', ...given });
  const denied = judge(await deps.rules.of(consent), { ...given, roleKey: consent.roleKey }).kind === 'denied';
  if (denied) return ack({ response_action: 'errors', ...addressError(say.otherDenied) });
  const answered = await deps.consents.answer(consent.id, { yes: true, ...given });
  await here.show(ending(here.words, answered ? say.otherThanks : say.over, say.otherTitle));
  if (!answered) return;
  await deps.audit.append([answerEntry(deps, here, answered)]);
  deps.wakeConsents();
  deps.wakePosts();
}

/** By the inviter alone; who has answered by then has answered. */
export async function withdrawQuestions(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const group = await deps.consents.ofGroup(consentWithdraw.read(press.value).g);
  const { teamId, userId } = here.identity;
  const mine = group.length > 0 && group.every((each) => each.teamId === teamId && each.slackUserId === userId);
  if (!mine) throw new Problem('request_not_found');
  const groupId = group[0]?.groupId ?? '';
  await knownWherePressed(deps, here, press, `consents:${groupId}`);
  const withdrawn = await deps.consents.withdraw(groupId);
  const at = deps.clock.now();
  await deps.audit.append(
    withdrawn.map((consent) => ({
      ...consentEntry(consent, 'consent.withdrawn', at),
      slackUserId: userId,
      ...originOf(here),
    })),
  );
  deps.wakePosts();
}
