import { sql } from 'kysely';
import type { OwnDigests } from '../digests/own-digest.ts';
import type { RunLog } from '../digests/run-log.ts';
import type { Snoozes } from '../digests/snooze.ts';
import type { ActStore, Mailings } from '../invites/act.ts';
import type { ApprovalStore } from '../invites/approval.ts';
import type { AuditLog } from '../invites/audit.ts';
import type { AuditDownloads } from '../invites/audit-download.ts';
import type { BatchStore } from '../invites/batch.ts';
import type { ConsentStore } from '../invites/consent.ts';
import type { DraftStore } from '../invites/draft.ts';
import type { AddressMemory } from '../invites/forgotten.ts';
import type { NudgeStore } from '../invites/nudge.ts';
import type { ReconcileTurns, WebhookArrivals } from '../invites/ports.ts';
import type { ReminderStore, Unreminded } from '../invites/reminder.ts';
import type { StepRunStore } from '../invites/step-run.ts';
import type { Usage } from '../invites/usage.ts';
import type { LinkCodeStore } from '../people/link-codes.ts';
import type { PeopleStore } from '../people/person.ts';
import type { Homes } from '../workspaces/home.ts';
import type { Installations } from '../workspaces/installation.ts';
import type { PostStore } from '../workspaces/post.ts';
import { sealer } from '../workspaces/seal.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import { actStore } from './acts.ts';
import { addressMemory } from './address-memory.ts';
import { approvalStore } from './approvals.ts';
import { auditLog } from './audit.ts';
import { auditDownloads } from './audit-downloads.ts';
import { batchStore } from './batches.ts';
import { consentStore } from './consents.ts';
import { type EngineName, openDatabase, type StoreOptions } from './database.ts';
import { digestRuns } from './digest-runs.ts';
import { draftStore } from './drafts.ts';
import { homeStore } from './homes.ts';
import { installationStore } from './installations.ts';
import { type Leases, leases } from './leases.ts';
import { linkCodeStore } from './link-codes.ts';
import { mailings } from './mailings.ts';
import { nudgeStore } from './nudges.ts';
import { ownDigestStore } from './own-digests.ts';
import { peopleStore } from './people.ts';
import { postStore } from './posts.ts';
import { type Queues, readQueues } from './queues.ts';
import { reconcileTurns } from './reconcile-turns.ts';
import { reminderStore, unremindedStore } from './reminders.ts';
import { settingsStore } from './settings.ts';
import { snoozeStore } from './snoozes.ts';
import { stepRunStore } from './step-runs.ts';
import { usageStore } from './usage.ts';
import { webhookArrivals } from './webhook-arrivals.ts';

export type Store = {
  engine: EngineName;
  installations: Installations;
  people: PeopleStore;
  linkCodes: LinkCodeStore;
  drafts: DraftStore;
  batches: BatchStore;
  acts: ActStore;
  mailings: Mailings;
  usage: Usage;
  approvals: ApprovalStore;
  consents: ConsentStore;
  nudges: NudgeStore;
  stepRuns: StepRunStore;
  reminders: ReminderStore;
  unreminded: Unreminded;
  posts: PostStore;
  settings: SettingsStore;
  homes: Homes;
  digestRuns: RunLog;
  ownDigests: OwnDigests;
  snoozes: Snoozes;
  audit: AuditLog;
  auditDownloads: AuditDownloads;
  addressMemory: AddressMemory;
  reconcileTurns: ReconcileTurns;
  webhookArrivals: WebhookArrivals;
  leases: Leases;
  queues(): Promise<Queues>;
  /** By the database's clock, ms: the same for every replica. */
  now(): Promise<number>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  /** Afterwards nothing can be asked. SQLite's file counts as in use until this process ends or collects its garbage. */
  close(): Promise<void>;
};

/**
 * Opens the store and brings its schema up to date; safe to be called by many replicas at once. `encryptionKeys` seal
 * installs: the first seals, all open.
 */
export async function openStore(
  options: StoreOptions & { encryptionKeys?: readonly Buffer[] | undefined },
): Promise<Store> {
  const db = await openDatabase(options);
  return {
    engine: db.engine,
    installations: installationStore(db, sealer(options.encryptionKeys ?? [])),
    people: peopleStore(db),
    linkCodes: linkCodeStore(db),
    drafts: draftStore(db),
    batches: batchStore(db),
    acts: actStore(db),
    mailings: mailings(db),
    usage: usageStore(db),
    approvals: approvalStore(db),
    consents: consentStore(db),
    nudges: nudgeStore(db),
    stepRuns: stepRunStore(db),
    reminders: reminderStore(db),
    unreminded: unremindedStore(db),
    posts: postStore(db),
    settings: settingsStore(db),
    homes: homeStore(db),
    digestRuns: digestRuns(db),
    ownDigests: ownDigestStore(db),
    snoozes: snoozeStore(db),
    audit: auditLog(db),
    auditDownloads: auditDownloads(db),
    addressMemory: addressMemory(db),
    reconcileTurns: reconcileTurns(db),
    webhookArrivals: webhookArrivals(db),
    leases: leases(db),
    queues: () => readQueues(db),
    now: db.now,
    async ping() {
      await sql`select 1`.execute(db.read);
    },
    close: db.close,
  };
}
