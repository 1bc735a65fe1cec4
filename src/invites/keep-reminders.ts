import { type KeeperDeps, keeper } from '../keeper.ts';
import { RoqError } from '../roq-error.ts';
import type { Worker } from '../worker.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import { byTenant } from './by-tenant.ts';
import { type FactDeps, readFacts, verdictOn } from './due-reminder.ts';
import { followDigests, type SawDeps } from './refresh.ts';
import { type RemindDeps, remind, resumeReminder, stopReminding } from './remind.ts';
import type { HeldReminder } from './reminder.ts';

export type KeepRemindersDeps = KeeperDeps &
  RemindDeps &
  FactDeps &
  Pick<SawDeps, 'posts' | 'wakePosts' | 'moved'> & {
    settings: Pick<SettingsStore, 'find'>;
  };

const atOnce = 20;
/** What could not be read is read again after so long, ms. */
const restMs = 60_000;

/** The worker that has those mailed again who have not answered, where a workspace wants it; in every replica. */
export const reminderKeeper = (deps: KeepRemindersDeps): Worker =>
  keeper(deps, deps.reminders, atOnce, async (held, owner) => {
    for (const some of byTenant(held)) await remindAll(deps, some, owner);
  });

/** Reminders of one workspace and tenant. */
async function remindAll(deps: KeepRemindersDeps, held: readonly HeldReminder[], owner: string): Promise<void> {
  const [first] = held;
  if (!first) return;
  const fresh: HeldReminder[] = [];
  for (const reminder of held) if (await resumeReminder(deps, reminder, owner)) fresh.push(reminder);
  const settings = (await deps.settings.find(first.teamId, first.tenantId))?.settings.reminders;
  const wanted = fresh.filter(({ invitedAt }) => settings?.on && invitedAt >= settings.since);
  for (const reminder of fresh) if (!wanted.includes(reminder)) await deps.reminders.end(reminder, owner, 'off');
  const facts = settings && (await orLater(deps, wanted, owner, () => readFacts(deps, settings, wanted)));
  if (!facts) return;
  for (const reminder of wanted) {
    await orLater(deps, [reminder], owner, async () => {
      const verdict = verdictOn(reminder, facts);
      if (verdict.kind === 'later') await deps.reminders.postpone(reminder, owner, verdict.inMs);
      else if (verdict.kind === 'over') await stopReminding(deps, reminder, owner, verdict);
      else await remind(deps, reminder, owner);
    });
  }
  await followDigests(deps, first.tenantId);
}

/** What fails in passing is tried again, and keeps nobody else waiting. */
async function orLater<T>(
  deps: KeepRemindersDeps,
  reminders: readonly HeldReminder[],
  owner: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RoqError)) deps.onError(error);
    for (const reminder of reminders) await deps.reminders.postpone(reminder, owner, restMs, 'keepAct');
    return undefined;
  }
}
