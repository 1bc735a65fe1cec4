import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Role } from '../../people/person.ts';
import type { Words } from '../../words/words.ts';
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

export function rulesForm(words: Words, data: RulesFormData): ModalView {
  const { rules, surfaces } = words;
  return modal({
    callback_id: rulesId,
    private_metadata: '{}',
    title: rules.title,
    submit: surfaces.save,
    close: surfaces.notNow,
    blocks: [
      ...(data.note ? [section(data.note), divider] : []),
      section(rules.headline(named(data.tenantName))),
      ...domainBlocks(words, data),
      ...limitBlocks(words, data),
      ...approvalBlocks(words, data),
    ],
  });
}

function domainBlocks({ rules }: Words, { policy }: RulesFormData): KnownBlock[] {
  const outside = [choice('ask', rules.outsideAsk), choice('refuse', rules.outsideRefuse)];
  return [
    header(rules.domains),
    context(rules.domainsExplain),
    domainsInput(block.allowed, rules.allowed, policy.allowedDomains, rules.allowedHint),
    selectInput(block.outside, rules.outside, outside, policy.outside),
    domainsInput(block.warned, rules.warned, policy.warnedDomains),
    domainsInput(block.denied, rules.denied, policy.deniedDomains, rules.deniedHint),
  ];
}

function limitBlocks({ rules, surfaces }: Words, { policy, roles, usualCooldown }: RulesFormData): KnownBlock[] {
  const given = { label: rules.roles, placeholder: surfaces.choose, hint: rules.rolesHint };
  return [
    header(rules.rolesAndLimits),
    ...rolesInput(block.roles, given, roles, policy.roleKeys),
    numberInput(block.quota, rules.quota, policy.quotaPerDay, rules.noLimit),
    numberInput(block.cap, rules.cap, policy.pendingCap, rules.noLimit),
    numberInput(block.cooldown, rules.cooldown, policy.cooldownMinutes, rules.cooldownHint(usualCooldown)),
  ];
}

function approvalBlocks(words: Words, { policy: { approval }, roles }: RulesFormData): KnownBlock[] {
  const { rules, surfaces } = words;
  const mayAsk = [choice('no', rules.mayAskNo), choice('yes', rules.mayAskYes)];
  const decided = { label: rules.approvalRoles, placeholder: surfaces.choose };
  return [
    header(rules.secondPerson),
    ...rolesInput(block.approvalRoles, decided, roles, approval.roleKeys),
    numberInput(block.moreThan, rules.moreThan, approval.moreThan, rules.never),
    selectInput(block.mayAsk, rules.mayAsk, mayAsk, approval.mayAsk ? 'yes' : 'no'),
    channelInput(words, approval.channelId),
    numberInput(block.hours, rules.hours, approval.hours, rules.hoursHint),
  ];
}

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
  { label, placeholder, hint }: { label: string; placeholder: string; hint?: string },
  roles: readonly Role[],
  chosen: readonly string[],
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
        placeholder: plain(placeholder, 150),
        options,
        ...(initial.length > 0 ? { initial_options: initial } : {}),
      },
    },
  ];
}

const channelInput = ({ rules, surfaces }: Words, channelId: string | undefined): InputBlock => ({
  type: 'input',
  block_id: block.channel,
  optional: true,
  label: plain(rules.channel),
  hint: plain(rules.channelHint),
  element: {
    type: 'conversations_select',
    action_id: inputActionId,
    placeholder: plain(surfaces.chooseChannel, limits.placeholder),
    filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
    ...(channelId ? { initial_conversation: channelId } : {}),
  },
});
