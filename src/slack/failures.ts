import type { KnownBlock } from '@slack/types';
import { Problem, type ProblemCode, type ProblemContext } from '../problem.ts';
import { RoqError, type RoqErrorKind } from '../roq-error.ts';
import { wordsFor } from '../words/words.ts';
import { escaped, when } from './kit.ts';
import { isSlackTrouble } from './post-errors.ts';
import { fileSentence } from './views/fault-words.ts';
import { linkOffer } from './views/link.ts';

type Wording = (context: ProblemContext, command: string) => string;
const text = (value: string | number | undefined): string => escaped(String(value ?? ''));

const standings: Record<string, string> = {
  guest: 'Guests of this workspace cannot invite people from Slack. Please ask a full member.',
  bot: 'Only people can invite people.',
  stranger: 'This belongs to another workspace, so I cannot act for you here. Please ask somebody of that workspace.',
  deactivated: 'Your Slack account is deactivated, so I cannot act for you.',
};

/** Every problem a person may have, in one sentence or two: what happened, and what to do next. */
const problems: Record<ProblemCode, Wording> = {
  not_a_member: ({ standing }) => standings[String(standing)] ?? 'Only members of this workspace can use this.',
  not_installed: () =>
    'This app is no longer installed in this workspace, or Slack took its access back. Nothing was done; please ask an admin to install it again.',
  email_unknown: (_context, command) =>
    `Slack does not show me your e-mail address, so I cannot find your account. Please link it: \`${command} link\`.`,
  not_linked: (_context, command) =>
    `I found no account that matches your Slack e-mail address. If yours has another address, link it: \`${command} link\`. If you have none, ask an admin to add you to the product, then type \`${command}\` again.`,
  link_first: ({ ended }, command) =>
    `${ended ? 'Your link to a ROQ account has ended, because that account no longer counts here.' : 'In this workspace I need proof of your ROQ account first.'} Please link it, which takes a minute: \`${command} link\`.`,
  link_code_wrong: ({ left }) =>
    `That code does not fit, or cannot be used any more. You have ${left === 1 ? 'one try' : `${text(left)} tries`} left.`,
  link_code_closed: () =>
    'That code cannot be used any more: a code works once, within 10 minutes. Please ask for a new one.',
  link_paused: ({ until }) => `Too many codes did not fit. Please wait; you can go on ${when(Number(until))}.`,
  link_too_many: ({ until }) => `You have asked for many codes. You can ask for the next ${when(Number(until))}.`,
  access_lost: () => 'Your account in the product is no longer active. Please ask an admin to restore it.',
  forbidden: ({ act }) =>
    `Your role does not allow you to ${forbiddenActs[String(act)] ?? 'do this'}. Please ask an admin.`,
  role_forbidden: ({ role }) =>
    `You may not give the role “${text(role)}”. Nothing was sent; please choose another role or ask an admin.`,
  no_roles: () => 'Your role does not allow you to invite anybody. Please ask an admin.',
  invite_not_found: () => 'That invite does not exist, or is not one you may see. Nothing was changed.',
  invite_not_pending: ({ status, email, act }) =>
    `The invite of ${text(email)} is ${text(status)} already, so there is nothing to ${text(act ?? 'change')}.`,
  invite_busy: ({ by, act, email }) =>
    `${text(by)} is just about to ${text(act)} the invite of ${text(email)}. Please look again in a moment.`,
  cooldown: ({ email, mailedAt, until }) =>
    `${text(email)} was mailed ${when(Number(mailedAt))}. To spare them, the next mail can go out ${when(Number(until))}.`,
  domain_denied: ({ domain, why }) =>
    why === 'outside'
      ? `This workspace allows invites to certain domains only, and ${text(domain)} is none of them. Nothing was sent.`
      : `A rule of this workspace forbids invites to ${text(domain)}. Nothing was sent.`,
  role_not_from_slack: ({ role }) =>
    `A rule of this workspace does not let the role “${text(role)}” be given from Slack. Nothing was sent; please choose another role.`,
  needs_approval: (_context, command) =>
    `A rule of this workspace asks for a second person here, so nothing was sent. Please type \`${command}\` with the address to ask for it.`,
  over_quota: ({ left, limit }) =>
    `That is more than your quota of today: ${text(left)} of ${text(limit)} invites are left. Nothing was sent.`,
  over_cap: ({ left, limit }) =>
    `That would be more pending invites than this workspace wants: ${text(left)} of ${text(limit)} may still go. Nothing was sent; canceling old ones makes room.`,
  no_approvers: () =>
    'I know of nobody in this workspace who could approve this. Please ask an admin to type the command once, or to choose a channel for approvals in the settings.',
  request_not_found: () => 'That request does not exist, or is not one you may see. Nothing was changed.',
  own_request: () => 'This is your own request, so somebody else has to decide it.',
  request_decided: ({ state, by }) =>
    by
      ? `${text(by)} has ${text(state)} this request already, so nothing more was done.`
      : `This request has ${text(state)}, so nothing more was done.`,
  draft_gone: (_context, command) =>
    `This form was sent already or is no longer open. Type \`${command}\` to begin a new one.`,
  nothing_to_send: () => 'Nobody on this sheet is ready, so nothing was sent. Please edit the list.',
  file_unusable: ({ why }) => fileSentence(wordsFor(undefined), String(why)),
  roq_unavailable: () => 'ROQ is not answering. Nothing was changed; please try again in a few minutes.',
  roq_unclear: () => 'ROQ’s answer was lost, so I do not know whether it happened. Please press Refresh in a minute.',
  roq_misconfigured: () =>
    'This app’s access to ROQ does not work. Nothing was changed; please tell whoever runs this app.',
  slack_unavailable: () =>
    'Slack is not answering me properly right now, and nothing more was done. Please try again in a minute.',
  settings_forbidden: () =>
    'Settings can be changed by people who may manage everybody’s invites. Please ask an admin.',
  channel_unusable: ({ channel, reason }) =>
    `I may not post in <#${text(channel)}> (${text(reason)}). Please add me to that channel, or choose another.`,
  address_busy: () =>
    'An invite, resend or cancel of that address has no outcome yet, so nothing was forgotten. Please try again in a minute.',
  address_changed: () =>
    'The address in the field is another one by now. Please press “Look up” first; nothing was done.',
  view_expired: (_context, command) =>
    `That took too long or comes from an older version. Please type \`${command}\` again.`,
};

const forbiddenActs: Record<string, string> = {
  invite: 'invite people',
  list: 'see invites',
  see_batch: 'see these invites',
  stop_batch: 'stop these invites',
  resend: 'resend this invite',
  cancel: 'cancel this invite',
  audit: 'see what others did',
  approve: 'approve these invites',
  see_request: 'see this request',
};

const roqKinds: Record<RoqErrorKind, ProblemCode> = {
  unavailable: 'roq_unavailable',
  unauthorized: 'roq_misconfigured',
  actor_unknown: 'access_lost',
  forbidden: 'forbidden',
  validation: 'roq_unavailable',
  too_many: 'roq_unavailable',
  conflict: 'invite_not_pending',
  not_found: 'invite_not_found',
  ambiguous: 'roq_unclear',
  contract: 'roq_unavailable',
};

export type Ending = {
  sentence: string;
  /** Expected endings are logged at info, the rest as errors with the reference. */
  expected: boolean;
  code: string;
  /** What the person was told of, unless nobody knows what it was. */
  problem?: Problem;
  /** What can be pressed below the sentence. */
  offers: KnownBlock[];
};

/** What a person is told of any error; unknown ones only by their reference, which is also in the log. */
export function endingOf(error: unknown, command: string, reference: string): Ending {
  const problem = asProblem(error);
  if (problem instanceof Problem) {
    const aside = problem === error ? '' : ` (reference ${reference})`;
    return {
      sentence: `${problems[problem.code](problem.context, command)}${aside}`,
      expected: problem === error,
      code: problem.code,
      problem,
      offers: endedByLink.has(problem.code) ? linkOffer() : [],
    };
  }
  return {
    sentence: `Something went wrong on our side, and nothing more was done. Please try again; if it stays, give this reference to whoever runs this app: ${reference}.`,
    expected: false,
    code: 'unknown',
    offers: [],
  };
}

const endedByLink = new Set<ProblemCode>(['link_first', 'not_linked', 'email_unknown']);

/** Failures of ROQ and of Slack as what they mean to a person; anything else as it is. */
function asProblem(error: unknown): unknown {
  if (error instanceof RoqError) return fromRoq(error);
  return isSlackTrouble(error) ? new Problem('slack_unavailable', {}, { cause: error }) : error;
}

const fromRoq = (error: RoqError): Problem =>
  new Problem(
    roqKinds[error.kind],
    { status: error.facts.inviteStatus, retryIn: error.facts.retryAfterMs },
    { cause: error },
  );
