import { actKeeper, type KeepActsDeps } from './invites/keep-acts.ts';
import { approvalKeeper, type KeepApprovalsDeps } from './invites/keep-approvals.ts';
import { consentKeeper, type KeepConsentsDeps } from './invites/keep-consents.ts';
import { type KeepNudgesDeps, nudgeKeeper } from './invites/keep-nudges.ts';
import { type KeepRemindersDeps, reminderKeeper } from './invites/keep-reminders.ts';
import { type KeepStepRunsDeps, stepRunKeeper } from './invites/keep-step-runs.ts';
import type { Worker } from './worker.ts';

type Kept = KeepActsDeps & KeepApprovalsDeps & KeepConsentsDeps & KeepNudgesDeps & KeepRemindersDeps & KeepStepRunsDeps;
export type KeeperParts = Omit<Kept, 'onError' | 'wakeActs'> & {
  failed: (what: string) => (error: unknown, where: object | string | undefined) => void;
};

/** The part of app.ts that goes on with what waits: for ROQ, for a second person, or for somebody's yes. */
export function wireKeepers({
  failed,
  ...shared
}: KeeperParts): Record<'acts' | 'approvals' | 'consents' | 'nudges' | 'reminders' | 'steps', Worker> {
  const onError = (what: string) => (error: unknown) => failed(what)(error, undefined);
  const acts = actKeeper({ ...shared, onError: onError('an act failed') });
  return {
    acts,
    approvals: approvalKeeper({ ...shared, onError: onError('a request was not kept in time') }),
    consents: consentKeeper({ ...shared, onError: onError('what somebody agreed to was not sent') }),
    nudges: nudgeKeeper({ ...shared, onError: onError('an invitee was not told') }),
    steps: stepRunKeeper({ ...shared, onError: onError('a run of the workflow step was not carried on') }),
    reminders: reminderKeeper({ ...shared, wakeActs: acts.wake, onError: onError('an invitee was not reminded') }),
  };
}
