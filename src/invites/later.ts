import type { RuleBook } from '../workspaces/rules.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { Batch, Later } from './batch.ts';
import { nudgeDelay } from './nudge.ts';
import { reminderDelay } from './reminder.ts';

/** What comes by itself for the invitees of a batch that is through, as its workspace wants it now. */
export const laterFor =
  (deps: { settings: Pick<SettingsStore, 'find'>; rules: RuleBook }) =>
  async (batch: Batch): Promise<Later> => ({
    nudgeInMs: await nudgeDelay(deps, batch),
    remindInMs: await reminderDelay(deps, batch),
  });
