import type { AlarmClock } from '../clock.ts';
import { untilDue, type Worker, worker } from '../worker.ts';
import type { ApprovalStore } from './approval.ts';
import { entriesOf } from './ask.ts';
import type { AuditLog } from './audit.ts';

export type KeepApprovalsDeps = {
  approvals: ApprovalStore;
  audit: AuditLog;
  clock: AlarmClock;
  wakePosts: () => void;
  onError: (error: unknown) => void;
};

const atOnce = 50;

/** The worker that nudges at half time and ends what nobody decided; in every replica, each request once. */
export function approvalKeeper(deps: KeepApprovalsDeps): Worker {
  const round = async (): Promise<number> => {
    const inMs = await untilDue(deps.approvals);
    if (inMs > 0) return inMs;
    const { touched, expired } = await deps.approvals.keepTime(atOnce);
    const at = deps.clock.now();
    await deps.audit.append(expired.flatMap((request) => entriesOf(request, {}, 'request.expired', at)));
    if (touched > 0) deps.wakePosts();
    return touched > 0 ? 0 : untilDue(deps.approvals);
  };
  return worker(deps.clock, round, deps.onError);
}
