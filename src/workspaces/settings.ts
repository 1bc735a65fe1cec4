import { z } from 'zod';
import { languages } from '../words/language.ts';
import { defaultPolicy, policySettings } from './rules.ts';

/** ISO week days, 1 = Monday. */
export const weekday = z.number().int().min(1).max(7);

export const digestSettings = z.object({
  on: z.boolean(),
  channelId: z.string().optional(),
  channelKind: z.enum(['public', 'private', 'direct']).default('public'),
  /** Local hour, 0 to 23. */
  hour: z.number().int().min(0).max(23),
  /** IANA name, checked when saved. */
  timeZone: z.string(),
  weekdays: z.array(weekday).min(1),
  /** An invite that is pending needs somebody when so many days passed since its last mail without an answer. */
  olderThanDays: z.number().int().min(1).max(365).default(3),
  /** Nothing is posted on a day on which nothing needs anybody. */
  onlyWhenNeeded: z.boolean().default(true),
  /** The Slack user whose idea it was; in older settings unknown. */
  setBy: z.string().optional(),
  /** The digest of a day is due only if its hour comes after this instant, ms: turning it on at 15:00 posts nothing today. */
  effectiveFrom: z.number(),
});
export type DigestSettings = z.infer<typeof digestSettings>;

export const privacySettings = z.object({
  /** Whether cards, digests and audit lines in channels show whole addresses; by default `a•••@acme.com`. */
  addressesInChannels: z.enum(['masked', 'whole']),
  /** Audit entries older than this are deleted. */
  retentionDays: z.number().int().min(1).max(3_650),
  /** Whether invitees who are in the workspace get one message in Slack that an invitation waits. */
  nudges: z.enum(['off', 'on']).default('off'),
  /** Gets one line per act done since it was chosen, ms. */
  auditChannel: z.object({ id: z.string(), since: z.number() }).optional(),
});
export type PrivacySettings = z.infer<typeof privacySettings>;
export const defaultPrivacy: PrivacySettings = { addressesInChannels: 'masked', retentionDays: 365, nudges: 'off' };

export const reminderSettings = z.object({
  /** Whether invitees who have not answered are mailed again by itself. */
  on: z.boolean().default(false),
  /** Only what was sent since then counts, ms: whoever was invited before is left in peace. */
  since: z.number().default(0),
  /** So many days after the last mail without an answer. */
  afterDays: z.number().int().min(1).max(30).default(5),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;

export const workspaceSettings = z.object({
  digest: digestSettings,
  reminders: reminderSettings.prefault({}),
  privacy: privacySettings.default(defaultPrivacy),
  policy: policySettings.default(defaultPolicy),
  /** What is written in channels; a single person reads their own language. */
  language: z.enum(languages).default('en'),
});
export type WorkspaceSettings = z.infer<typeof workspaceSettings>;

/** Settings of one tenant in one Slack workspace. */
export type StoredSettings = {
  teamId: string;
  tenantId: string;
  settings: WorkspaceSettings;
  /** Grows by one with every save. */
  revision: number;
  updatedBy: string;
};

export const defaultSettings = (timeZone: string, now: number): WorkspaceSettings => ({
  digest: digestSettings.parse({ on: false, hour: 9, timeZone, weekdays: [1, 2, 3, 4, 5], effectiveFrom: now }),
  reminders: reminderSettings.parse({}),
  privacy: defaultPrivacy,
  policy: defaultPolicy,
  language: 'en',
});

export interface SettingsStore {
  find(teamId: string, tenantId: string): Promise<StoredSettings | undefined>;
  /** Inserts or replaces; returns what is stored now. */
  save(entry: Omit<StoredSettings, 'revision'>): Promise<StoredSettings>;
  /** Replaces only what is still at this revision; false when somebody saved meanwhile. */
  replace(entry: StoredSettings): Promise<boolean>;
  /** Every workspace and tenant whose digest is on and has a channel, in pages by (teamId, tenantId). */
  withDigest(after: { teamId: string; tenantId: string } | undefined, limit: number): Promise<StoredSettings[]>;
  /** Every workspace and tenant that has settings, in pages by (teamId, tenantId). */
  page(after: { teamId: string; tenantId: string } | undefined, limit: number): Promise<StoredSettings[]>;
}
