import { lowerFirst } from '../first-letter.ts';
import { say } from './say.ts';

const people = { one: 'person', other: 'people' };
const done = { resend: 'Resent', cancel: 'Canceled' };
const unanswered = (kind: 'resend' | 'cancel', by: string, when: string) =>
  `${by} asked to ${kind} it ${when}; ROQ has not answered yet, looking`;

/** The one message of a batch, and what is told of single invites. Names, tenants and roles are escaped. */
export const card = {
  headline: (inviter: string, total: number, tenant: string, role: string) =>
    `*${inviter}* invited ${say.count(total, people)} to *${tenant}* as *${role}*`,
  approvedBy: (requester: string, approver: string) => `Requested by ${requester}, approved by ${approver}`,
  /** `channel` is a mention, `because` Slack's code. */
  moved: (channel: string, because: string) =>
    `This card is here because I may not post in ${channel} (${because}). Invite me to that channel to have cards there.`,
  sending: (outcome: string) => `Sending: ${outcome}`,
  joined: (joined: number, sent: number) => `${say.number(joined)} of ${say.number(sent)} joined`,
  pending: (n: number) => `${say.number(n)} pending`,
  expired: (n: number) => `${say.number(n)} expired`,
  canceled: (n: number) => `${say.number(n)} canceled`,
  pendingFor: (ageMs: number) => `Pending for ${say.span(ageMs)}`,
  probablyExpired: (standing: string) => `${standing}, probably expired`,
  acceptedWithoutUser: (ageMs: number) =>
    `Accepted, but after ${say.span(ageMs)} ROQ still has no user with this address`,
  read: (when: string) => `read ${when}`,
  refresh: 'Refresh',
  refreshSays: 'Refresh: read these invites from ROQ again',
  showAll: 'Show all',
  /** What a screen reader and a notification say: up to three `people`, and how many `others`. */
  spoken: (inviter: string, people: readonly string[], others: number, tenant: string, role: string, story: string) => {
    const whom = others > 0 ? `${people.join(', ')} and ${say.number(others)} more` : people.join(', ');
    return `${inviter} invited ${whom} to ${tenant} as ${role}: ${story}.`;
  },
  personStands: (person: string, standing: string) => `${person} (${lowerFirst(standing)})`,
  stillOut: (people: readonly string[], andOthers: boolean) =>
    `Still out: ${people.join(', ')}${andOthers ? ' and others' : ''}.`,
  /** What was done to an invite last: "Resent by Ada today at 10:31". */
  acts: {
    done: (kind: 'resend' | 'cancel', by: string, when: string) => `${done[kind]} by ${by} ${when}`,
    /** `reference` is also in the log. */
    unsure: (kind: 'resend' | 'cancel', by: string, when: string, reference?: string) =>
      `${by} asked to ${kind} it ${when}; ROQ’s answer was lost, so it is not sure that it happened${reference ? ` (reference ${reference})` : ''}`,
    refused: (kind: 'resend' | 'cancel', by: string, when: string) => `${by} asked to ${kind} it ${when}; ROQ refused`,
    open: unanswered,
    called: unanswered,
  },
  /** The same of a mail that nobody asked for at that moment. */
  reminders: {
    done: (when: string) => `Reminded by mail ${when}, by itself`,
    unsure: (when: string) => `Perhaps reminded by mail ${when}; ROQ’s answer was lost, so it is not sure`,
    refused: (when: string) => `Not reminded ${when}; ROQ refused`,
    open: (when: string) => `Being reminded by mail ${when}`,
    called: (when: string) => `Being reminded by mail ${when}; ROQ has not answered yet`,
  },
  /** `act` is one of `acts`. */
  actEnded: (address: string, act: string) => `The invite of ${address}: ${act}.`,
  batchEnded: (total: number, tenant: string, role: string, outcome: string) =>
    `Your ${say.count(total, { one: 'invite', other: 'invites' })} to ${tenant} as ${role} ${total === 1 ? 'is' : 'are'} through: ${outcome}.`,
};
