import type { SandboxClock } from '../clock.ts';
import type { Block } from './block-kit.ts';
import type { SigningOverride } from './delivery/http-post.ts';
import type { RawDelivery } from './delivery/raw.ts';
import type { DisconnectReason } from './delivery/socket.ts';
import type { Fault } from './faults.ts';
import type { Ack, ApiCall, ChangeListener, Delivery, Violation } from './journal.ts';
import type { JsonObject } from './json.ts';
import type { SeedUser, SlackAppRegistration, SlackSeed } from './registration.ts';
import type { UninstallOrder } from './uninstall.ts';

export interface SlackOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  clock: SandboxClock;
  seed: SlackSeed;
  app: SlackAppRegistration;
  /** Answer 429 as Slack would, on the clock. Default false. */
  enforceRateLimits?: boolean;
  /** Real milliseconds after which an unanswered delivery counts as late even on a frozen clock. Default 20 000. */
  answerCap?: number;
}

/** What came of something a person did. `ack` is null when nothing was sent to the app. */
export interface Interaction {
  ack: Ack | null;
  at: number;
  /** What Slack told the person when it went wrong, such as operation_timeout. */
  error?: string;
}

export interface Typed extends Interaction {
  /** Of the message, when the text was one. */
  ts?: string;
}

export interface Submitted extends Interaction {
  /** By block_id: what Slack's client or the app found wrong. */
  errors?: { [blockId: string]: string };
}

/** An element on a message or view; whichever of the last three are given must fit exactly one. */
export type Target = ({ channel: string; ts: string } | { viewId: string }) & {
  actionId?: string;
  blockId?: string;
  label?: string;
};

export interface SeenMessage {
  ts: string;
  user?: string;
  bot?: string;
  text: string;
  blocks: Block[];
  edited: boolean;
  ephemeral: boolean;
  threadTs?: string;
  metadata?: unknown;
  /** What this person typed or chose in it, as `state.values`. */
  values: { [blockId: string]: JsonObject };
}

export interface SeenChannel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  messages: SeenMessage[];
}

export interface SeenView {
  id: string;
  type: 'modal' | 'home';
  callbackId: string;
  externalId: string;
  privateMetadata: string;
  title: string;
  submit?: string;
  close?: string;
  blocks: Block[];
  values: { [blockId: string]: JsonObject };
  hash: string;
  errors: { [blockId: string]: string };
}

export interface Seen {
  channels: SeenChannel[];
  /** The stack, the one on top last. */
  modals: SeenView[];
  home: SeenView | null;
  /** What Slack itself said: failed commands, error marks. */
  notices: { at: number; where: string; text: string }[];
}

/** People using Slack. Ids are user ids of the seed; whoever cannot see a thing cannot use it (these throw). */
export interface People {
  /** Types a slash command or a message and sends it. */
  types(user: string, channel: string, text: string, options?: { threadTs?: string }): Promise<Typed>;
  /** Presses a button. An element with a confirm dialog needs `confirm: true`, and one without refuses it. */
  press(user: string, target: Target & { confirm?: boolean; value?: string }): Promise<Interaction>;
  /** Chooses by value or visible label (ids for people and channels), or types text and presses Enter. */
  choose(
    user: string,
    target: Target & { confirm?: boolean },
    value: string | number | (string | number)[] | null,
  ): Promise<Interaction>;
  /** Types into an external select; the options it then offers. */
  suggestions(user: string, target: Target, query: string): Promise<Interaction & { options: JsonObject[] }>;
  /** Fills inputs of a modal or Home, named by label or block_id. */
  fill(
    user: string,
    viewId: string,
    values: { [labelOrBlockId: string]: string | number | (string | number)[] | null },
  ): Promise<Interaction[]>;
  submit(user: string, viewId: string): Promise<Submitted>;
  /** Cancel closes this view; `all` is the ✕ that closes the stack. */
  close(user: string, viewId: string, options?: { all?: boolean }): Promise<Interaction>;
  /** Opens one of the app's tabs. Default: its Home. */
  openHome(user: string, tab?: 'home' | 'messages'): Promise<Interaction>;
  shortcut(user: string, callbackId: string, message?: { channel: string; ts: string }): Promise<Interaction>;
  uploads(
    user: string,
    viewId: string,
    blockId: string,
    file: { name: string; bytes: Uint8Array },
  ): Promise<JsonObject>;
  sees(user: string): Seen;
  /** The direct message channel with the app. */
  directMessage(user: string): string;
}

/** A run of the app's step: what it was given, and what the app said of it. */
export interface SeenStepRun {
  id: string;
  user: string;
  team: string;
  callbackId: string;
  inputs: JsonObject;
  state: 'running' | 'completed' | 'failed';
  outputs?: JsonObject;
  error?: string;
  at: number;
  endedAt?: number;
}

/** Workflow Builder, as far as the app's own steps are concerned. */
export interface StepRunning {
  /** A workflow of theirs comes to the step. Throws for inputs that Workflow Builder would not take. */
  runsStep(
    user: string,
    callbackId: string,
    inputs: { [name: string]: string },
  ): Promise<Interaction & { executionId: string }>;
  /** In the order in which they began. */
  stepRuns(): SeenStepRun[];
}

/** What administrators and time do to a workspace. */
export interface Workspace {
  addUser(user: SeedUser): Promise<Ack | null>;
  changeUser(id: string, patch: Partial<SeedUser>): Promise<Ack | null>;
  joinChannel(user: string, channel: string): Promise<Ack | null>;
  leaveChannel(user: string, channel: string): void;
  archiveChannel(channel: string): void;
  /** With its messages; whoever names it hears channel_not_found (DOC methods/chat.postMessage, chat.update). */
  deleteChannel(channel: string): void;
  /** Another app posts; returns the ts. */
  otherAppPosts(channel: string, message: { text: string; blocks?: JsonObject[]; attachments?: JsonObject[] }): string;
  /** Takes an org-wide app out of one workspace. */
  revokeAccess(team: string): Promise<void>;
  /** `between` happens between the two events that the app hears. */
  uninstall(team: string, order?: UninstallOrder, between?: () => Promise<unknown>): Promise<void>;
}

export interface SlackEmulator extends People, Workspace, StepRunning {
  /** `http://host:port`; the Web API is at `${url}/api/`. */
  url: string;
  setRequestUrl(url: string): void;
  /** Where people may be sent back to after they allowed the app. */
  setRedirectUrls(urls: string[]): void;
  deliveries(): Delivery[];
  calls(): ApiCall[];
  violations(): Violation[];
  addFaults(...faults: Fault[]): void;
  clearFaults(): void;
  setSigningOverride(override: SigningOverride | undefined): void;
  /** Posts any body to the request URL, signed unless told otherwise. */
  deliverRaw(raw: RawDelivery): Promise<Pick<Ack, 'status' | 'body' | 'headers'>>;
  redeliver(eventId: string): Promise<Ack>;
  /** Open Socket Mode connections. */
  socketCount(): number;
  disconnectSockets(reason: DisconnectReason, only?: number): void;
  /** Resolves once no delivery is under way. */
  settled(): Promise<void>;
  onChange(listener: ChangeListener): () => void;
  stop(): Promise<void>;
}
