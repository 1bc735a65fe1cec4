import type { ReminderSettings, SettingsStore } from '../workspaces/settings.ts';
import type { Batch } from './batch.ts';
import type { InviteStatus } from './invite.ts';

/** Mails that an invite's address gets by itself, of those that its inviter has sent; then it is for people to decide. */
export const mostReminders = 2;

/** The invite's mail again, by itself, to whoever has not answered: in its inviter's name, by their power of that moment. */
export type Reminder = {
  /** One row per invite. */
  inviteId: string;
  batchId: string;
  /** Of the recipient in the batch. */
  position: number;
  teamId: string;
  tenantId: string;
  /** When its batch was made. */
  invitedAt: number;
  /** waiting: for its hour; over: no more come. */
  state: 'waiting' | 'over';
  /** How many went out, or may have. */
  sent: number;
  /** The act under way, named before it begins: so it is found again after a restart. */
  actId?: string | undefined;
  /** Why no more come. */
  reason?: string | undefined;
};
/** The address is the recipient's; it is not stored twice. */
export type HeldReminder = Reminder & { email: string; fence: number };

export interface ReminderStore {
  /** Those whose hour has come; also those whose holder's lease ended. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldReminder[]>;
  /** Fenced, before anything is asked of ROQ: this act will be the reminder. False when no longer held. */
  begin(reminder: HeldReminder, owner: string, actId: string): Promise<boolean>;
  /** Fenced: looked at again in so many ms. Without `keepAct` the act named before is over, and came to nothing. */
  postpone(reminder: HeldReminder, owner: string, inMs: number, keepAct?: 'keepAct'): Promise<boolean>;
  /** Fenced: one more went out, or may have; the next in so many ms, or none. */
  sent(reminder: HeldReminder, owner: string, nextInMs: number | undefined): Promise<boolean>;
  /** Fenced: no more come. */
  end(reminder: HeldReminder, owner: string, reason: string): Promise<boolean>;
  find(inviteId: string): Promise<Reminder | undefined>;
  /** All that wait in this workspace and tenant are looked at now: its settings are others. */
  hurry(where: { teamId: string; tenantId: string }): Promise<void>;
  nextDueIn(): Promise<number | undefined>;
}

/** Addresses that are never reminded, in a tenant. Known by their marks alone: so they outlast being forgotten. */
export interface Unreminded {
  /** False when it was so before. */
  add(tenantId: string, mark: string, by: string): Promise<boolean>;
  /** False when it was so before. */
  remove(tenantId: string, mark: string): Promise<boolean>;
  among(tenantId: string, marks: readonly string[]): Promise<Set<string>>;
}

/**
 * What is pending or has expired by itself has no answer: ROQ's mails are good for a day only (facts/roq 3.2), and the
 * next brings a fresh one. What somebody canceled stays so.
 */
export const isRemindable = (status: InviteStatus): boolean => status === 'pending' || status === 'expired';

/** Where acts begin that nobody pressed. */
export const reminderSource = 'reminder';
export const isReminder = ({ source }: { source?: string | undefined }): boolean => source === reminderSource;

const dayMs = 24 * 60 * 60_000;
export const pauseOf = ({ afterDays }: Pick<ReminderSettings, 'afterDays'>): number => afterDays * dayMs;

/** How long after a batch is through its invitees may be reminded, ms; `undefined` where that was not wanted when it began. */
export async function reminderDelay(
  deps: { settings: Pick<SettingsStore, 'find'> },
  { teamId, tenantId, createdAt }: Pick<Batch, 'teamId' | 'tenantId' | 'createdAt'>,
): Promise<number | undefined> {
  const reminders = (await deps.settings.find(teamId, tenantId))?.settings.reminders;
  return reminders?.on && createdAt >= reminders.since ? pauseOf(reminders) : undefined;
}
