import { expect, it } from 'vitest';
import type { Surface } from '../../sandbox/slack/rules/blocks.ts';
import {
  actions,
  button,
  complaints,
  divider,
  input,
  long,
  option,
  options,
  plain,
  section,
  select,
  text,
  times,
} from './slack-block-samples.ts';

const broken: [name: string, surface: Surface, blocks: object[], complaint: string][] = [
  [
    'a typed field outside an input block',
    'modal',
    [actions(text())],
    'unsupported type: plain_text_input [json-pointer:/view/blocks/0/elements/0/type]',
  ],
  [
    'a button in an input block',
    'modal',
    [input(button())],
    'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'a file in Home',
    'home',
    [input({ type: 'file_input' })],
    'unsupported type: file_input [json-pointer:/view/blocks/0/element/type]',
  ],
  [
    'an e-mail in a message',
    'message',
    [input({ type: 'email_text_input' })],
    'unsupported type: email_text_input [json-pointer:/blocks/0/element/type]',
  ],
  [
    'an input without label',
    'modal',
    [{ type: 'input', element: text() }],
    'missing required field: label [json-pointer:/view/blocks/0]',
  ],
  [
    'an input without element',
    'modal',
    [{ type: 'input', label: plain('a') }],
    'missing required field: element [json-pointer:/view/blocks/0]',
  ],
  [
    'a long hint',
    'modal',
    [input(text(), { hint: plain(long(2001)) })],
    'must be less than 2001 characters [json-pointer:/view/blocks/0/hint/text]',
  ],
  [
    '101 options',
    'modal',
    [input(select({ options: options(101) }))],
    'no more than 100 items allowed [json-pointer:/view/blocks/0/element/options]',
  ],
  [
    'no options',
    'modal',
    [input(select({ options: [] }))],
    'must contain at least 1 items [json-pointer:/view/blocks/0/element/options]',
  ],
  [
    'options and groups',
    'modal',
    [input(select({ option_groups: [{ label: plain('G'), options: options(1) }] }))],
    'must provide either `options` or `option_groups`, and not both [json-pointer:/view/blocks/0/element]',
  ],
  [
    'a long option',
    'modal',
    [input(select({ options: [{ text: plain(long(76)), value: 'a' }] }))],
    'must be less than 76 characters [json-pointer:/view/blocks/0/element/options/0/text/text]',
  ],
  [
    'a long option value',
    'modal',
    [input(select({ options: [{ text: plain('a'), value: long(151) }] }))],
    'must be less than 151 characters [json-pointer:/view/blocks/0/element/options/0/value]',
  ],
  [
    'a stray initial option',
    'modal',
    [input(select({ initial_option: option(9) }))],
    'must match one of the provided options [json-pointer:/view/blocks/0/element/initial_option]',
  ],
  [
    'eleven radio buttons',
    'modal',
    [input({ type: 'radio_buttons', options: options(11) })],
    'no more than 10 items allowed [json-pointer:/view/blocks/0/element/options]',
  ],
  [
    'a lonely overflow option',
    'message',
    [section({ accessory: { type: 'overflow', options: options(1) } })],
    'must contain at least 2 items [json-pointer:/blocks/0/accessory/options]',
  ],
  [
    'a number without decimals rule',
    'modal',
    [input({ type: 'number_input' })],
    'missing required field: is_decimal_allowed [json-pointer:/view/blocks/0/element]',
  ],
  [
    'a wrong date',
    'modal',
    [input({ type: 'datepicker', initial_date: 'tomorrow' })],
    '[json-pointer:/view/blocks/0/element/initial_date]',
  ],
  [
    'a zero maximum',
    'modal',
    [input({ type: 'multi_users_select', max_selected_items: 0 })],
    'must be at least 1 [json-pointer:/view/blocks/0/element/max_selected_items]',
  ],
  [
    'a repeated block_id',
    'modal',
    [
      { ...divider, block_id: 'a' },
      { ...divider, block_id: 'a' },
    ],
    '`block_id` already exists: a [json-pointer:/view/blocks/1/block_id]',
  ],
  [
    'a repeated action_id in one block',
    'message',
    [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))],
    '`action_id` already exists in this block: a [json-pointer:/blocks/0/elements/1/action_id]',
  ],
  [
    'a long block_id',
    'message',
    [{ ...divider, block_id: long(256) }],
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'two focuses',
    'modal',
    [input(text({ focus_on_load: true })), input(text({ focus_on_load: true }))],
    'only one element may have `focus_on_load` [json-pointer:/view/blocks/1/element/focus_on_load]',
  ],
  [
    'an image without alt text',
    'message',
    [{ type: 'image', image_url: 'https://x/y' }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an alert in a message',
    'message',
    [{ type: 'alert', text: plain('a') }],
    'unsupported type: alert [json-pointer:/blocks/0/type]',
  ],
  [
    'markdown in a modal',
    'modal',
    [{ type: 'markdown', text: 'a' }],
    'unsupported type: markdown [json-pointer:/view/blocks/0/type]',
  ],
  [
    'too much markdown in all',
    'message',
    times(2, () => ({ type: 'markdown', text: long(6001) })),
    'markdown must be less than 12001 characters in all [json-pointer:/blocks]',
  ],
  [
    'two tables',
    'message',
    times(2, () => ({ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] })),
    'only one table is allowed per message [json-pointer:/blocks]',
  ],
  [
    'an empty card',
    'message',
    [{ type: 'card' }],
    'must provide one of `hero_image`, `title`, `actions`, `body` [json-pointer:/blocks/0]',
  ],
  [
    'a response_url in a message',
    'message',
    [section({ accessory: { type: 'channels_select', response_url_enabled: true } })],
    '`response_url_enabled` works only in input blocks of modals [json-pointer:/blocks/0/accessory/response_url_enabled]',
  ],
];

it.each(broken)('refuses %s', (_name, surface, blocks, complaint) => {
  expect(complaints(surface, blocks)).toEqual([expect.stringContaining(complaint)]);
});
