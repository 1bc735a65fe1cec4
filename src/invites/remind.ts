import { randomUUID } from 'node:crypto';
import type { Person } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import { RoqError, type RoqErrorKind } from '../roq-error.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { Act } from './act.ts';
import { type ActDeps, actOnInvite } from './act-on-invite.ts';
import type { Batch, BatchStore } from './batch.ts';
import type { Verdict } from './due-reminder.ts';
import { type HeldReminder, mostReminders, pauseOf, type ReminderStore, reminderSource } from './reminder.ts';

export type RemindDeps = ActDeps & {
  reminders: ReminderStore;
  settings: Pick<SettingsStore, 'find'>;
  batches: Pick<BatchStore, 'find'>;
  recognizer: Pick<Recognizer, 'recognize'>;
  /** When quiet hours end there, while it is quiet, ms. */
  quietEnds: (now: number, timeZone: string) => number | undefined;
  newRequestId: () => string;
};

/** An act whose answer was lost is settled by its own worker within half a minute. */
const unsettledMs = 30_000;
/** What failed in passing, or stands behind somebody else's act, is tried again after so long, ms. */
const laterMs = 10 * 60_000;

/** Has ROQ mail the invite again, as its inviter, under the rules and powers of this moment. May throw RoqError. */
export async function remind(deps: RemindDeps, reminder: HeldReminder, owner: string): Promise<void> {
  const batch = await deps.batches.find(reminder.batchId);
  const inviter = batch && (await inviterOf(deps, reminder, batch));
  if (typeof inviter !== 'object') {
    return stopReminding(deps, reminder, owner, { reason: inviter ?? 'invite_not_found', told: true });
  }
  const now = deps.clock.now();
  const quietUntil = deps.quietEnds(now, inviter.timeZone);
  if (quietUntil !== undefined) return void (await deps.reminders.postpone(reminder, owner, quietUntil - now));
  const actId = reminder.actId ?? randomUUID();
  if (await deps.reminders.begin(reminder, owner, actId)) await act(deps, { ...reminder, actId }, owner, inviter);
}

/** Who invited, as they are now; or why nothing goes out in their name any more. */
async function inviterOf(deps: RemindDeps, { teamId, tenantId }: HeldReminder, batch: Batch): Promise<Person | string> {
  try {
    const person = await deps.recognizer.recognize({ teamId, userId: batch.slackUserId, homeTeamId: teamId });
    if (person.tenantId !== tenantId) return 'tenant_moved';
    return person.roqUserId === batch.roqUserId ? person : 'roq_account';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

type Named = HeldReminder & { actId: string };

async function act(deps: RemindDeps, reminder: Named, owner: string, inviter: Person): Promise<void> {
  const origin = { requestId: deps.newRequestId(), source: reminderSource, reminder: { actId: reminder.actId } };
  try {
    await actOnInvite(deps, inviter, 'resend', reminder.inviteId, origin);
  } catch (error) {
    return afterRefusal(deps, reminder, owner, error);
  }
  await resumeReminder(deps, reminder, owner);
}

async function afterRefusal(deps: RemindDeps, reminder: Named, owner: string, error: unknown): Promise<void> {
  if (!(error instanceof Problem || error instanceof RoqError)) throw error;
  const audited = await deps.acts.find(reminder.actId);
  if (audited && audited.state !== 'refused')
    return void (await deps.reminders.postpone(reminder, owner, unsettledMs, 'keepAct'));
  const now = deps.clock.now();
  const until = error instanceof Problem ? Number(error.context.until ?? 0) : 0;
  if (error instanceof Problem && passingProblems.includes(error.code)) {
    return void (await deps.reminders.postpone(reminder, owner, until > now ? until - now : laterMs));
  }
  if (error instanceof RoqError && passing.includes(error.kind)) {
    return void (await deps.reminders.postpone(reminder, owner, laterMs));
  }
  const reason = error instanceof Problem ? error.code : error.kind;
  await stopReminding(deps, reminder, owner, { reason, told: !audited && reason !== 'invite_not_pending' });
}

const passingProblems: readonly string[] = ['cooldown', 'invite_busy'];
const passing: readonly RoqErrorKind[] = ['unavailable', 'unauthorized', 'ambiguous', 'contract', 'too_many'];

/** What became of the act that was named before: true when there is none to speak of, and the reminder is still to come. */
export async function resumeReminder(deps: RemindDeps, reminder: HeldReminder, owner: string): Promise<boolean> {
  const act = reminder.actId === undefined ? undefined : await deps.acts.find(reminder.actId);
  if (!act) return true;
  if (act.state === 'open' || act.state === 'called') {
    await deps.reminders.postpone(reminder, owner, unsettledMs, 'keepAct');
  } else if (act.state === 'refused') {
    const goesOn = passing.some((kind) => kind === act.reason);
    if (goesOn) await deps.reminders.postpone(reminder, owner, laterMs);
    else await deps.reminders.end(reminder, owner, act.reason ?? 'other');
  } else {
    // One that may have gone out counts: nobody is mailed once more because an answer was lost.
    await deps.reminders.sent(reminder, owner, await nextIn(deps, reminder, act));
  }
  return false;
}

async function nextIn(
  deps: RemindDeps,
  { teamId, tenantId, sent }: HeldReminder,
  { finishedAt = deps.clock.now() }: Pick<Act, 'finishedAt'>,
): Promise<number | undefined> {
  const settings = (await deps.settings.find(teamId, tenantId))?.settings.reminders;
  if (!settings || sent + 1 >= mostReminders) return undefined;
  return Math.max(0, finishedAt + pauseOf(settings) - deps.clock.now());
}

/** No more reminders of this invite; who asks why finds it in the story of the address. */
export async function stopReminding(
  deps: RemindDeps,
  reminder: HeldReminder,
  owner: string,
  { reason, told }: Pick<Extract<Verdict, { kind: 'over' }>, 'reason' | 'told'>,
): Promise<void> {
  if (!(await deps.reminders.end(reminder, owner, reason)) || !told) return;
  const { teamId, tenantId, inviteId, email, batchId } = reminder;
  const batch = await deps.batches.find(batchId);
  await deps.audit.append([
    {
      ...{ at: deps.clock.now(), teamId, tenantId, inviteId, email, what: 'reminder.refused', reason },
      ...{ slackUserId: batch?.slackUserId, roqUserId: batch?.roqUserId, source: reminderSource },
    },
  ]);
}
