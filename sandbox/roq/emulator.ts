import type { SandboxClock } from '../clock.ts';
import type { RoqDb } from './database.ts';
import type { Change } from './environment.ts';
import type { FaultControl } from './faults.ts';
import type { Mail } from './outbox.ts';
import type { InviteRecord, UserRecord } from './records.ts';
import type { LoggedRequest } from './request-log.ts';
import type { RoqSeed } from './seed.ts';
import type { RoqSwitches } from './switches.ts';
import type { UserPatch } from './user-patch.ts';
import type { WebhookSender, WebhookTarget } from './webhooks.ts';

export interface RoqOptions extends RoqSwitches {
  /** 0 (the default) takes a free port. */
  port: number;
  host: string;
  clock: SandboxClock;
  environmentId: string;
  apiKey: string;
  seed: RoqSeed;
  webhook: WebhookTarget;
  /** Address in front of /accept-invite in mails; the emulator's own by default. */
  appUrl: string;
  /** Seed of the order of ties and of faults with a probability. */
  randomSeed: number;
}

/** What can be changed while it runs. */
export type LiveOptions = RoqSwitches & { webhook: WebhookTarget | null };

export interface RoqEmulator extends RoqControls {
  url: string;
  close(): Promise<void>;
}

/** Everything about a running emulator but its address: what tests, the control API and the page work with. */
export interface RoqControls {
  environmentId: string;
  apiKey: string;
  clock: SandboxClock;
  db: RoqDb;
  faults: FaultControl;
  webhooks: WebhookSender;
  options(): LiveOptions;
  setOptions(patch: Partial<LiveOptions>): void;
  mails(): Mail[];
  mailsTo(email: string): Mail[];
  requests(): LoggedRequest[];
  /** Accepts by the secret of a mail link or by address (its newest pending invite). @throws GraphQLError */
  accept(tokenOrEmail: string): InviteRecord;
  /** Lets the time of a pending invite run out now. @throws Error for an unknown one or one that does not wait */
  expire(inviteId: string): InviteRecord;
  /** Every token issued so far stops to work. */
  revokeTokens(): void;
  /** Changes a user behind the app's back. @throws Error for an unknown user, role or tenant */
  setUser(id: string, patch: UserPatch): UserRecord;
  /** Back to the seed, with no mails, requests or faults; options and clock stay. */
  reset(): void;
  /** Calls `listener` after every change; returns what ends that. */
  onChange(listener: (change: Change) => void): () => void;
}
