import { z } from 'zod';
import type { SettingsStore } from './settings.ts';

const domains = z.array(z.string()).default([]);
const roleKeys = z.array(z.string()).default([]);
/** 0 means that there is no limit. */
const limit = z.number().int().min(0).default(0);

/**
 * What a workspace adds to ROQ's own rules. A domain is `acme.com` (that domain alone) or `*.acme.com` (every domain
 * below it), in ASCII and lower case. ROQ documents no limits on invites, so the numbers guard its tenants.
 */
export const policySettings = z.object({
  /** Not empty: addresses elsewhere are `outside`. */
  allowedDomains: domains,
  outside: z.enum(['ask', 'refuse']).default('ask'),
  warnedDomains: domains,
  deniedDomains: domains,
  /** The only roles that may be given from Slack; empty: all that ROQ allows. */
  roleKeys,
  quotaPerDay: limit,
  pendingCap: limit,
  /** Absent: the app's own. */
  cooldownMinutes: z.number().int().min(0).optional(),
  approval: z
    .object({
      roleKeys,
      /** More than so many invites at once need a second person. */
      moreThan: limit,
      /** Whether people who may not invite by themselves may ask for it. */
      mayAsk: z.boolean().default(false),
      /** Where approvers decide; absent: by direct message. */
      channelId: z.string().optional(),
      hours: z.number().int().min(1).default(72),
    })
    .prefault({}),
});
export type PolicySettings = z.infer<typeof policySettings>;
export const defaultPolicy: PolicySettings = policySettings.parse({});

/** The rules that hold in one workspace for one tenant, whole. */
export type Rules = PolicySettings & { cooldownMs: number; timeZone: string };

export interface RuleBook {
  of(where: { teamId: string; tenantId: string }): Promise<Rules>;
}

/** Read anew for every act, so that a rule holds from the moment it is saved. */
export const ruleBook = (deps: { settings: SettingsStore; cooldownMs: number }): RuleBook => ({
  async of({ teamId, tenantId }) {
    const settings = (await deps.settings.find(teamId, tenantId))?.settings;
    const policy = settings?.policy ?? defaultPolicy;
    const { cooldownMinutes } = policy;
    return {
      ...policy,
      cooldownMs: cooldownMinutes === undefined ? deps.cooldownMs : cooldownMinutes * 60_000,
      timeZone: settings?.digest.timeZone ?? 'UTC',
    };
  },
});
