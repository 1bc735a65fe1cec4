import type { SandboxClock } from '../clock.ts';
import type { Block } from './block-kit.ts';
import { createIdentifiers, type Identifiers } from './identifiers.ts';
import type { Ack, Journal } from './journal.ts';
import { createJournal } from './journal.ts';
import type { JsonObject } from './json.ts';
import type { SeedStep, SeedTeam, SeedUser, SlackAppRegistration } from './registration.ts';

export interface Installation {
  team: string;
  botUserId: string;
  botId: string;
  scopes: string[];
  installer: string;
  /** Set when it is part of an org-wide install. */
  enterprise?: string;
}

/** `dead` names the error the platform gives for the token. */
export interface Token {
  /** With an org-wide token that of the workspace named by `team_id`, this one when none is named. */
  installation: Installation;
  expiresAt?: number;
  dead?: 'token_revoked' | 'token_expired' | 'account_inactive';
}

/** A step of a workflow that somebody ran, waiting for the app's word or ended with it. */
export interface StepRun {
  id: string;
  workflowRunId: string;
  team: string;
  user: string;
  step: SeedStep;
  inputs: JsonObject;
  token: string;
  state: 'running' | 'completed' | 'failed';
  outputs?: JsonObject;
  error?: string;
  at: number;
  endedAt?: number;
}

export interface Channel {
  id: string;
  team: string;
  name: string;
  kind: 'public' | 'private' | 'im';
  members: Set<string>;
  archived: boolean;
  restricted: boolean;
  extShared: boolean;
  connectedTeams: string[];
  created: number;
}

export interface MessageBody extends JsonObject {
  type: 'message';
  ts: string;
  text: string;
  blocks?: Block[];
}

export interface Message {
  channel: string;
  /** The workspace whose installation of the app handles this message's interactions. */
  team: string;
  body: MessageBody;
  threadTs?: string;
  ephemeralFor?: string;
  /** What each person typed or chose in it: `U…` to inputs. */
  inputs: Map<string, Inputs>;
  replaced: Replaced;
}

/** The last blocks a message or view showed before those of now, newest first: a press may have been on its way. */
export type Replaced = Block[][];

/** State values by `block_id` and `action_id`; see input-state.ts. */
export type Inputs = Map<string, JsonObject>;

export interface View {
  id: string;
  kind: 'modal' | 'home';
  user: string;
  /** The workspace of the person, and the one whose installation opened the view. */
  team: string;
  installTeam: string;
  body: JsonObject & { blocks: Block[] };
  hash: string;
  rootId: string;
  previousId: string | null;
  inputs: Inputs;
  open: boolean;
  /** Said above the form: what failed when it was last submitted. */
  errors: { [blockId: string]: string };
  replaced: Replaced;
}

export interface Trigger {
  user: string;
  installTeam: string;
  at: number;
  used: boolean;
  channel?: string;
  /** The modal the trigger came from; views.push needs one. */
  viewId?: string;
}

export interface ResponseUrl {
  id: string;
  at: number;
  uses: number;
  user: string;
  team: string;
  channel: string;
  /** The message it belongs to; absent for commands and modals. */
  source?: Message;
}

export interface StoredFile {
  id: string;
  team: string;
  body: JsonObject;
  bytes: Buffer;
}

export interface Notice {
  at: number;
  user: string;
  where: string;
  text: string;
}

/** All that the emulated platform knows. */
export interface World {
  clock: SandboxClock;
  url: string;
  app: SlackAppRegistration;
  ids: Identifiers;
  journal: Journal;
  teams: Map<string, SeedTeam>;
  users: Map<string, SeedUser>;
  channels: Map<string, Channel>;
  installations: Map<string, Installation>;
  tokens: Map<string, Token>;
  refreshTokens: Map<string, Installation>;
  messages: Message[];
  views: Map<string, View>;
  /** Open modals of a person, the one on top last. */
  stacks: Map<string, View[]>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, StoredFile>;
  stepRuns: Map<string, StepRun>;
  notices: Notice[];
  /** Deliveries and background work under way; `settled` waits for them. */
  underWay: Set<Promise<unknown>>;
  /** Real milliseconds after which nobody waits for an answer, whatever the clock says. */
  answerCap: number;
  sendOverSocket(envelope: JsonObject): Promise<Pick<Ack, 'status' | 'body' | 'headers'>>;
}

export function createWorld(clock: SandboxClock, app: SlackAppRegistration, answerCap = 20_000): World {
  const now = () => clock.now();
  return {
    clock,
    url: '',
    app: { ...app },
    ids: createIdentifiers(now),
    journal: createJournal(now),
    teams: new Map(),
    users: new Map(),
    channels: new Map(),
    installations: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    messages: [],
    views: new Map(),
    stacks: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    stepRuns: new Map(),
    notices: [],
    underWay: new Set(),
    answerCap,
    sendOverSocket: () => Promise.reject(new Error('no socket is connected')),
  };
}
