import type { NewPost } from '../workspaces/post.ts';
import { type ConsentRefusal, consentRefusals } from './consent.ts';

/**
 * new -> open | ended                    what the workflow gave is looked at, then the person it names is asked
 * open -> agreed | ended                 they press a button, or do not in time
 * agreed -> sending | requested | ended  `requested`: a second person decides first
 * requested -> sending | ended
 * sending -> ended
 * ended -> told | lost                   the workflow knows what came of it, or Slack does not know that run
 */
export const stepStates = ['new', 'open', 'agreed', 'sending', 'requested', 'ended', 'told', 'lost'] as const;
export type StepState = (typeof stepStates)[number];

/** What the step gives back to its workflow as `status`; `fault`: it fails, because its inputs are of no use. */
export const stepStatuses = [
  'sent',
  'refused',
  'declined',
  'already_member',
  'already_pending',
  'expired',
  'unsure',
  'fault',
] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** What is wrong with the inputs. `nobody`: Slack does not know the person; `role`: not one that they can give. */
export const stepFaults = [
  'no_address',
  'several_addresses',
  'bad_address',
  'nobody',
  'bot',
  'guest',
  'stranger',
  'deactivated',
  'role',
] as const;
export type StepFault = (typeof stepFaults)[number];

/**
 * Why nothing was sent. `may_not`: no account, or no right to invite, told apart to nobody; `asked`: they have that
 * question already; `many`: they have too many; `unreachable`: Slack did not take the question; `roq`: ROQ refused it.
 */
export const stepRefusals = [
  'may_not',
  'asked',
  'many',
  'unreachable',
  'roq',
  'not_approved',
  'undecided',
  'withdrawn',
  'stopped',
  'forgotten',
] as const;
export type StepWhy = StepFault | (typeof stepRefusals)[number] | `sending:${ConsentRefusal}`;
export const stepWhys: readonly StepWhy[] = [
  ...stepFaults,
  ...stepRefusals,
  ...consentRefusals.map((refusal) => `sending:${refusal}` as const),
];

export type StepEnd = { status: StepStatus; why?: StepWhy | undefined; inviteId?: string | undefined };

/**
 * One run of the step of Workflow Builder. Whoever builds the workflow sets its inputs, so they prove nothing: the
 * person in whose name the invite would go is asked, and what comes of it is told to the workflow once.
 */
export type StepRun = {
  id: string;
  /** Slack's id of the run: whatever is told of it again does nothing. */
  executionId: string;
  teamId: string;
  /** Empty before the person is recognised. */
  tenantId: string;
  tenantName: string;
  /** In whose name; as the workflow gave it. */
  slackUserId: string;
  /** As the workflow gave it, then the one address; empty once it is handed on or of no more use. */
  email: string;
  inviteeName: string;
  /** As the workflow gave it. */
  roleWord: string;
  roleKey: string;
  roleName: string;
  /** What the workflow says of it, for whoever is asked; empty once it is over. */
  reason: string;
  state: StepState;
  createdAt: number;
  /** Of the question. */
  expiresAt?: number | undefined;
  decidedAt?: number | undefined;
  batchId?: string | undefined;
  requestId?: string | undefined;
  end?: StepEnd | undefined;
  /** How often Slack did not take the end. */
  tries: number;
};
export type NewStepRun = Pick<
  StepRun,
  'id' | 'executionId' | 'teamId' | 'slackUserId' | 'email' | 'roleWord' | 'reason'
>;
export type HeldStepRun = StepRun & { fence: number };
export type StepQuestion = Pick<StepRun, 'tenantId' | 'tenantName' | 'email' | 'inviteeName' | 'roleKey' | 'roleName'>;

/** How long somebody can answer, ms. */
export const stepLastsMs = 3 * 24 * 60 * 60_000;

export interface StepRunStore {
  /** Does nothing, and says so, when Slack has told of this run before. */
  receive(run: NewStepRun): Promise<boolean>;
  find(id: string): Promise<StepRun | undefined>;
  /** What this person is being asked, and how often they were asked since then, ms. */
  asked(
    who: Pick<StepRun, 'teamId' | 'slackUserId'>,
    since: number,
  ): Promise<{ open: Pick<StepRun, 'tenantId' | 'email' | 'roleKey'>[]; lately: number }>;
  /** One conditional write: `undefined` when it is not open any more. */
  answer(id: string, agreed: boolean): Promise<StepRun | undefined>;
  /** What is to be looked at, over, agreed to, decided elsewhere, or to be told. */
  claim(hold: { owner: string; leaseMs: number; limit: number }): Promise<HeldStepRun[]>;
  /** Each fenced: false when no longer held. */
  ask(run: HeldStepRun, owner: string, question: StepQuestion, post: NewPost): Promise<boolean>;
  handOver(run: HeldStepRun, owner: string, became: { batchId: string } | { requestId: string }): Promise<boolean>;
  /** It ends, unless it was answered meanwhile. */
  end(run: HeldStepRun, owner: string, end: StepEnd): Promise<boolean>;
  told(run: HeldStepRun, owner: string, state: 'told' | 'lost'): Promise<boolean>;
  /** Again in `inMs`; without it, when its batch or request has moved. `tries` grows where Slack was asked. */
  postpone(run: HeldStepRun, owner: string, inMs?: number): Promise<boolean>;
  /** ms until something is due; `undefined` when nothing waits. */
  nextDueIn(): Promise<number | undefined>;
}
