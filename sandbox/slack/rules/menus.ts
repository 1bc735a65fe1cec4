import { z } from 'zod';
import { actionId, confirmable, focusable, placeholder } from './elements.ts';
import { menuOption, optionGroup } from './texts.ts';

/** The ten select menus: one choice or several, from five sources. */
const one = { ...actionId, ...confirmable, ...focusable, ...placeholder };
const several = { ...one, max_selected_items: z.number().int().min(1).optional() };
const listed = {
  options: z.array(menuOption).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};
const queried = { min_query_length: z.number().int().min(0).optional() };
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const conversations = { default_to_current_conversation: z.boolean().optional(), filter };
const answerable = { response_url_enabled: z.boolean().optional() };
const ids = z.array(z.string()).min(1).optional();
const id = z.string().optional();
const hasOneSource = (menu: { options?: unknown; option_groups?: unknown }) =>
  (menu.options === undefined) !== (menu.option_groups === undefined);
const oneSource = { message: 'must provide either `options` or `option_groups`, and not both' };

export const menus = {
  static_select: z
    .strictObject({ type: z.literal('static_select'), ...one, ...listed, initial_option: menuOption.optional() })
    .refine(hasOneSource, oneSource),
  multi_static_select: z
    .strictObject({
      type: z.literal('multi_static_select'),
      ...several,
      ...listed,
      initial_options: z.array(menuOption).min(1).optional(),
    })
    .refine(hasOneSource, oneSource),
  external_select: z.strictObject({
    type: z.literal('external_select'),
    ...one,
    ...queried,
    initial_option: menuOption.optional(),
  }),
  multi_external_select: z.strictObject({
    type: z.literal('multi_external_select'),
    ...several,
    ...queried,
    initial_options: z.array(menuOption).min(1).optional(),
  }),
  users_select: z.strictObject({ type: z.literal('users_select'), ...one, initial_user: id }),
  multi_users_select: z.strictObject({ type: z.literal('multi_users_select'), ...several, initial_users: ids }),
  conversations_select: z.strictObject({
    type: z.literal('conversations_select'),
    ...one,
    ...conversations,
    ...answerable,
    initial_conversation: id,
  }),
  multi_conversations_select: z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    ...conversations,
    initial_conversations: ids,
  }),
  channels_select: z.strictObject({
    type: z.literal('channels_select'),
    ...one,
    ...answerable,
    initial_channel: id,
  }),
  multi_channels_select: z.strictObject({
    type: z.literal('multi_channels_select'),
    ...several,
    initial_channels: ids,
  }),
};
