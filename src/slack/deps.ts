import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Digests } from '../digests/digest.ts';
import type { OwnDigests } from '../digests/own-digest.ts';
import type { Snoozes } from '../digests/snooze.ts';
import type { ActDeps } from '../invites/act-on-invite.ts';
import type { Period } from '../invites/audit.ts';
import type { Batch, BatchStore } from '../invites/batch.ts';
import type { DraftStore } from '../invites/draft.ts';
import type { AddressMemory } from '../invites/forgotten.ts';
import type { NudgeStore } from '../invites/nudge.ts';
import type { PickDeps } from '../invites/picks.ts';
import type { PreflightDeps } from '../invites/preflight.ts';
import type { ReminderStore, Unreminded } from '../invites/reminder.ts';
import type { SendDeps } from '../invites/send.ts';
import type { StepRunStore } from '../invites/step-run.ts';
import type { WebhookState } from '../invites/webhook-watch.ts';
import type { Linking } from '../people/link.ts';
import type { Person, RoqDirectory } from '../people/person.ts';
import type { Recognizer } from '../people/recognize.ts';
import type { TenantNames } from '../people/tenant-names.ts';
import type { WhoCould } from '../people/who-could.ts';
import type { Trace } from '../trace.ts';
import type { PostStore } from '../workspaces/post.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { SlackApi } from './api.ts';
import type { HomeKeeper } from './home.ts';
import type { Languages } from './languages.ts';
import type { OpenLists } from './open-lists.ts';

/** What the Slack side needs of the rest; wired by hand in app.ts. */
export type SlackDeps = PreflightDeps &
  PickDeps &
  SendDeps &
  ActDeps & {
    api: SlackApi;
    recognizer: Recognizer;
    linking: Linking;
    drafts: DraftStore;
    batches: BatchStore;
    posts: PostStore;
    settings: SettingsStore;
    roq: RoqDirectory;
    digests: Digests;
    ownDigests: OwnDigests;
    snoozes: Snoozes;
    tenantNames: TenantNames;
    languages: Languages;
    homes: HomeKeeper;
    lists: OpenLists;
    /** Invites of this tenant are not what they were: what people look at follows. */
    moved: (tenantId: string) => void;
    /** Whether ROQ's webhooks reach this app. */
    webhookState: () => Promise<WebhookState>;
    /** Between two mails to one address, where the workspace has no rule of its own, ms. */
    usualCooldownMs: number;
    whoCould: WhoCould;
    addressMemory: AddressMemory;
    nudges: NudgeStore;
    stepRuns: StepRunStore;
    reminders: Pick<ReminderStore, 'hurry'>;
    unreminded: Unreminded;
    /** A link to a long export, where people can reach this app. */
    auditLink?: ((person: Person, period: Period) => Promise<string>) | undefined;
    /** Repeats nothing by itself: a message whose answer was lost is not posted twice. */
    postingClient: (teamId: string) => Promise<WebClient>;
    scopes: GrantedScopes;
    clock: Clock;
    trace: Trace;
    log: Logger;
    /** Draws the batch's result in its sender's modal, now and as it changes; never an older state over a newer one. */
    followResult: (batch: Batch) => void;
    wakePosts: () => void;
    wakeConsents: () => void;
    wakeSteps: () => void;
  };

/** What this workspace allows the app beyond the least. */
export interface GrantedScopes {
  has(teamId: string, scope: string): Promise<boolean>;
  /** Without a call; `undefined` when not known yet. */
  recall(teamId: string, scope: string): boolean | undefined;
}
