import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import type { Recipient } from '../../invites/batch.ts';
import { readName } from '../../invites/recipients.ts';
import type { StepRun } from '../../invites/step-run.ts';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, context, escaped, named, plainName, section, when } from '../kit.ts';
import { refusalSentence } from './fault-words.ts';
import type { Message } from './invite-card.ts';
import { addressFor, boldPerson } from './invite-line.ts';

const stepRef = z.object({ s: z.uuid() });
export const stepYes = buttonRef('step.yes', stepRef);
export const stepNo = buttonRef('step.no', stepRef);

/** A run with what it has become, as far as that is known. */
export type SeenStep = {
  run: StepRun;
  recipient?: Recipient | undefined;
  request?: Pick<Approval, 'state'> | undefined;
};

/**
 * What the person reads in whose name a workflow wants to invite: the question with its buttons, then what came of it.
 * They decide about the address, so they see the whole of it; afterwards it is masked.
 */
export function stepMessage(words: Words, seen: SeenStep): Message {
  const { run } = seen;
  if (run.state !== 'open') {
    const text = cameOf(words, seen);
    return { text, blocks: [section(text)] };
  }
  const { step: say } = words;
  const whom = boldPerson(words, { ...readName(run.inviteeName), email: run.email }, 'person');
  const question = say.question(whom, named(run.tenantName), named(run.roleName));
  const reason = run.reason.trim() ? say.reason(named(run.reason, 300)) : undefined;
  const stands = say.standsUntil(when(run.expiresAt ?? 0));
  const { id: s } = run;
  const short = plainName(run.email);
  return {
    text: [question, reason, stands].filter(Boolean).join(' '),
    blocks: [
      section([question, reason].filter(Boolean).join('\n')),
      actions([
        stepYes.button(say.yes, { s }, { style: 'primary', says: say.saysYes(short) }),
        stepNo.button(say.no, { s }, { says: say.saysNo(short) }),
      ]),
      context(stands),
    ],
  };
}

function cameOf(words: Words, { run, recipient, request }: SeenStep): string {
  const { came } = words.step;
  const tenant = named(run.tenantName);
  switch (run.end?.status) {
    case 'sent':
      return came.sent(tenant, recipient ? escaped(addressFor(words, recipient.email, 'channel')) : '…');
    case undefined:
      return run.state === 'requested' && request?.state === 'open' ? came.requested(tenant) : came.agreed(tenant);
    case 'declined':
    case 'expired':
    case 'unsure':
    case 'already_member':
    case 'already_pending':
      return came[run.end.status](tenant);
    default:
      return came.refused(tenant, whyOf(words, run, recipient));
  }
}

/** Why nothing was sent, to whoever was asked; without its full stop. */
function whyOf(words: Words, { end }: StepRun, recipient: Recipient | undefined): string {
  const { why = 'may_not' } = end ?? {};
  if (why === 'roq' && recipient) return refusalSentence(words, recipient).replace(/\.$/, '');
  return words.step.why[why];
}

/** What the workflow is told, as the step's `reason` or, for inputs that are of no use, its error. */
export function stepReason({ step: say }: Words, { end }: StepRun): string {
  if (!end) return '';
  const { status, why = 'may_not' } = end;
  if (status === 'fault') return say.fault[why as keyof typeof say.fault] ?? say.told.refused(say.why[why]);
  return status === 'refused' ? say.told.refused(say.why[why]) : say.told[status];
}
