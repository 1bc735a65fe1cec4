import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Role } from '../../people/person.ts';
import type { PolicySettings } from '../../workspaces/rules.ts';
import { buttonRef, context, divider, header, inputActionId, limits, modal, named, plain, section } from '../kit.ts';
import { choice, selectInput } from './fields.ts';

export const rulesId = 'rules';
export const rulesButton = buttonRef('settings.rules', z.object({}));

/** Block ids, by what they hold. */
export const ruleBlocks = {
  allowed: 'allowed_domains',
  outside: 'outside_domains',
  warned: 'warned_domains',
  denied: 'denied_domains',
  roles: 'given_roles',
  quota: 'quota_per_day',
  cap: 'pending_cap',
  cooldown: 'cooldown_minutes',
  approvalRoles: 'approval_roles',
  moreThan: 'approval_more_than',
  mayAsk: 'approval_may_ask',
  channel: 'approval_channel',
  hours: 'approval_hours',
} as const;
const block = ruleBlocks;

export type RulesFormData = {
  policy: PolicySettings;
  tenantName: string;
  /** The roles that whoever fills it in may give; the only ones they can choose from. */
  roles: readonly Role[];
  /** What the app does where the workspace says nothing, in minutes. */
  usualCooldown: number;
  note?: string | undefined;
};

export function rulesForm({ policy, tenantName, roles, usualCooldown, note }: RulesFormData): ModalView {
  const { approval } = policy;
  return modal({
    callback_id: rulesId,
    private_metadata: '{}',
    title: 'Rules',
    submit: 'Save',
    close: 'Not now',
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(`What this workspace adds to ROQ’s own rules for invites to *${named(tenantName)}*.`),
      header('Domains'),
      context('One per line: `acme.com` is that domain alone, `*.acme.com` every domain below it.'),
      domainsInput(block.allowed, 'Allowed', policy.allowedDomains, 'Empty: every domain is allowed.'),
      selectInput(block.outside, 'Addresses of other domains', outsideOptions, policy.outside),
      domainsInput(block.warned, 'Ask for a second look', policy.warnedDomains),
      domainsInput(block.denied, 'Never invite', policy.deniedDomains, 'Outweighs every other rule.'),
      header('Roles and limits'),
      ...rolesInput(block.roles, 'Roles that may be given from Slack', roles, policy.roleKeys, 'None chosen: all.'),
      numberInput(block.quota, 'Invites per person and day', policy.quotaPerDay, '0: no limit.'),
      numberInput(block.cap, 'Pending invites altogether', policy.pendingCap, '0: no limit.'),
      numberInput(
        block.cooldown,
        'Minutes between two mails to one address',
        policy.cooldownMinutes,
        `Empty: ${usualCooldown}.`,
      ),
      header('A second person'),
      ...rolesInput(block.approvalRoles, 'Decides who gets these roles', roles, approval.roleKeys),
      numberInput(block.moreThan, 'Decides on more at once than', approval.moreThan, '0: never.'),
      selectInput(block.mayAsk, 'People who may not invite', mayAskOptions, approval.mayAsk ? 'yes' : 'no'),
      channelInput(approval.channelId),
      numberInput(block.hours, 'Hours until a request expires', approval.hours, 'With one reminder at half time.'),
    ],
  });
}

const outsideOptions = [choice('ask', 'A second person decides'), choice('refuse', 'Are refused')];
const mayAskOptions = [choice('no', 'Cannot ask for invites'), choice('yes', 'May ask for invites')];

const domainsInput = (blockId: string, label: string, domains: readonly string[], hint?: string): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  ...(hint ? { hint: plain(hint) } : {}),
  element: {
    type: 'plain_text_input',
    action_id: inputActionId,
    multiline: true,
    max_length: limits.plainInput,
    ...(domains.length > 0 ? { initial_value: domains.join('\n') } : {}),
  },
});

const numberInput = (blockId: string, label: string, value: number | undefined, hint: string): InputBlock => ({
  type: 'input',
  block_id: blockId,
  optional: true,
  label: plain(label),
  hint: plain(hint),
  element: {
    type: 'number_input',
    action_id: inputActionId,
    is_decimal_allowed: false,
    min_value: '0',
    ...(value === undefined ? {} : { initial_value: String(value) }),
  },
});

/** Nothing to choose from: no field. What somebody else chose and this person may not give stays as it is. */
function rolesInput(
  blockId: string,
  label: string,
  roles: readonly Role[],
  chosen: readonly string[],
  hint?: string,
): InputBlock[] {
  const options = roles.slice(0, limits.options).map((role) => choice(role.key, role.name || role.key));
  if (options.length === 0) return [];
  const initial = options.filter((option) => option.value !== undefined && chosen.includes(option.value));
  return [
    {
      type: 'input',
      block_id: blockId,
      optional: true,
      label: plain(label),
      ...(hint ? { hint: plain(hint) } : {}),
      element: {
        type: 'multi_static_select',
        action_id: inputActionId,
        placeholder: plain('Choose', 150),
        options,
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      },
    },
  ];
}

const channelInput = (channelId: string | undefined): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain('Channel where they decide'),
  hint: plain('Empty: by direct message to up to five people who may decide. Add the app to the channel first.'),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
    ...(channelId ? { initial_conversation: channelId } : {}),
  },
});

/** Said once in the channel, so that everybody knows whose idea it was. */
export const approvalsIntroduction = (name: string, tenantName: string): string =>
  `${named(name)} chose this channel for requests to invite people to ${named(tenantName)}. Whoever may invite them decides here.`;
