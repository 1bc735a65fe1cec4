import { describe, expect, it } from 'vitest';
import type { Surface } from '../../sandbox/slack/rules/blocks.ts';
import { inSlackWords } from '../../sandbox/slack/rules/complaints.ts';
import { blockComplaints, messageFault } from '../../sandbox/slack/rules/message.ts';
import { isTooLarge, viewComplaints } from '../../sandbox/slack/rules/view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const long = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));
const option = (i: number | string) => ({ text: plain(`o${i}`), value: `v${i}` });
const options = (count: number) => times(count, option);
const divider = { type: 'divider' };
const section = (extra: object = {}) => ({ type: 'section', text: mrkdwn('hi'), ...extra });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const button = (extra: object = {}) => ({ type: 'button', text: plain('Go'), ...extra });
const input = (element: object, extra: object = {}) => ({ type: 'input', label: plain('Name'), element, ...extra });
const text = (extra: object = {}) => ({ type: 'plain_text_input', ...extra });
const select = (extra: object = {}) => ({ type: 'static_select', options: options(2), ...extra });
const modal = (blocks: object[], extra: object = {}) => ({
  type: 'modal',
  title: plain('T'),
  submit: plain('S'),
  blocks,
  ...extra,
});

function complaints(surface: Surface, blocks: object[]): string[] {
  const found =
    surface === 'message'
      ? blockComplaints(blocks)
      : viewComplaints(surface === 'modal' ? modal(blocks) : { type: 'home', blocks }, [surface]);
  return found.map(inSlackWords);
}

const sound: [name: string, surface: Surface, blocks: object[]][] = [
  ['50 blocks in a message', 'message', times(50, () => divider)],
  ['100 blocks in a modal', 'modal', times(100, () => divider)],
  ['100 blocks in Home', 'home', times(100, () => divider)],
  ['a section of 3000 characters', 'message', [section({ text: mrkdwn(long(3000)) })]],
  ['ten fields', 'message', [{ type: 'section', fields: times(10, () => mrkdwn(long(2000))) }]],
  ['a header of 150', 'message', [{ type: 'header', text: plain(long(150)) }]],
  ['25 buttons', 'message', [actions(...times(25, (i) => button({ action_id: `b${i}` })))]],
  [
    'a full button',
    'message',
    [
      actions(
        button({
          text: plain(long(75)),
          value: long(2000),
          style: 'danger',
          confirm: {
            title: plain(long(100)),
            text: mrkdwn(long(300)),
            confirm: plain(long(30)),
            deny: plain(long(30)),
            style: 'danger',
          },
        }),
      ),
    ],
  ],
  ['100 options', 'modal', [input(select({ options: options(100), initial_option: option(3) }))]],
  [
    'option groups',
    'modal',
    [input({ type: 'static_select', option_groups: [{ label: plain('G'), options: options(2) }] })],
  ],
  [
    'the same action_id in several blocks',
    'message',
    [actions(button({ action_id: 'resend' })), actions(button({ action_id: 'resend' }))],
  ],
  [
    'a file and an e-mail in a modal',
    'modal',
    [input({ type: 'file_input', max_files: 1 }), input({ type: 'email_text_input' })],
  ],
  [
    'people, channels, dates',
    'modal',
    [
      input({ type: 'multi_users_select', max_selected_items: 3 }),
      input({
        type: 'conversations_select',
        response_url_enabled: true,
        default_to_current_conversation: true,
        filter: { include: ['public'] },
      }),
      input({ type: 'datepicker', initial_date: '2026-10-01' }),
    ],
  ],
  ['an input in Home', 'home', [input(text(), { dispatch_action: true })]],
  [
    'a context',
    'message',
    [{ type: 'context', elements: [mrkdwn('a'), { type: 'image', image_url: 'https://x/y.png', alt_text: 'y' }] }],
  ],
  ['a table', 'message', [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }]],
  ['an alert in a modal', 'modal', [{ type: 'alert', text: plain('careful'), level: 'warning' }]],
];

const broken: [name: string, surface: Surface, blocks: object[], complaint: string][] = [
  ['51 blocks', 'message', times(51, () => divider), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['101 blocks', 'modal', times(101, () => divider), 'no more than 100 items allowed [json-pointer:/view/blocks]'],
  ['an empty Home', 'home', [], 'must contain at least 1 items [json-pointer:/view/blocks]'],
  ['an unknown block', 'message', [{ type: 'poem' }], 'unsupported type: poem [json-pointer:/blocks/0/type]'],
  ['a block without type', 'message', [{}], 'missing required field: type [json-pointer:/blocks/0/type]'],
  [
    'an unknown property',
    'message',
    [{ ...divider, colour: 'red' }],
    'invalid additional property: colour [json-pointer:/blocks/0]',
  ],
  ['a section without text', 'message', [{ type: 'section' }], 'missing required field: text [json-pointer:/blocks/0]'],
  [
    'a long section',
    'message',
    [section({ text: mrkdwn(long(3001)) })],
    'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'an empty section',
    'message',
    [section({ text: mrkdwn('') })],
    'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'eleven fields',
    'message',
    [{ type: 'section', fields: times(11, () => mrkdwn('a')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a long field',
    'message',
    [{ type: 'section', fields: [mrkdwn(long(2001))] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    'mrkdwn in a header',
    'message',
    [{ type: 'header', text: mrkdwn('a') }],
    'must be a valid enum value: plain_text [json-pointer:/blocks/0/text/type]',
  ],
  [
    'a long header',
    'message',
    [{ type: 'header', text: plain(long(151)) }],
    'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
  ],
  [
    'eleven in a context',
    'message',
    [{ type: 'context', elements: times(11, () => mrkdwn('a')) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a button in a context',
    'message',
    [{ type: 'context', elements: [button()] }],
    'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    '26 buttons',
    'message',
    [actions(...times(26, (i) => button({ action_id: `b${i}` })))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    'a long button',
    'message',
    [actions(button({ text: plain(long(76)) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a long value',
    'message',
    [actions(button({ value: long(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a strange style',
    'message',
    [actions(button({ style: 'red' }))],
    'must be a valid enum value: primary, danger [json-pointer:/blocks/0/elements/0/style]',
  ],
  [
    'a long confirm text',
    'message',
    [actions(button({ confirm: { text: plain(long(301)) } }))],
    'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
  ],
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

describe('blocks', () => {
  it.each(sound)('takes %s', (_name, surface, blocks) => {
    expect(complaints(surface, blocks)).toEqual([]);
  });

  it.each(broken)('refuses %s', (_name, surface, blocks, complaint) => {
    expect(complaints(surface, blocks)).toEqual([expect.stringContaining(complaint)]);
  });
});

describe('views', () => {
  const said = (view: unknown) => viewComplaints(view, ['modal', 'home']).map(inSlackWords);

  it.each([
    [
      'a long title',
      modal([divider], { title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a long submit',
      modal([divider], { submit: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a long close',
      modal([divider], { close: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      'long private_metadata',
      modal([divider], { private_metadata: long(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a long callback_id',
      modal([divider], { callback_id: long(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'inputs without submit',
      modal([input(text())], { submit: undefined }),
      'missing required field: submit [json-pointer:/view]',
    ],
    [
      'a property of another time',
      modal([divider], { submit_disabled: true }),
      'invalid additional property: submit_disabled [json-pointer:/view]',
    ],
    [
      'a Home with a title',
      { type: 'home', blocks: [divider], title: plain('T') },
      'invalid additional property: title [json-pointer:/view]',
    ],
    [
      'a strange type',
      { type: 'drawer', blocks: [] },
      'must be a valid enum value: modal, home [json-pointer:/view/type]',
    ],
    ['text that is no JSON', 'nonsense', 'must be a valid JSON object [json-pointer:/view]'],
  ])('refuses %s', (_name, view, complaint) => {
    expect(said(view)).toEqual([complaint]);
  });

  it('lists what an empty view lacks', () => {
    expect(said({})).toEqual(
      ['title', 'blocks', 'type'].map((name) => `missing required field: ${name} [json-pointer:/view]`),
    );
  });

  it('counts 250 kB in bytes', () => {
    const padding = 250_000 - JSON.stringify({ a: '' }).length;
    expect(isTooLarge({ a: long(padding) })).toBe(false);
    expect(isTooLarge({ a: `${long(padding - 1)}ä` })).toBe(true);
  });
});

describe('messages', () => {
  it.each([
    [{ blocks: 'nonsense' }, 'invalid_blocks_format'],
    [{ blocks: [{ type: 'poem' }] }, 'invalid_blocks'],
    [{ attachments: times(101, () => ({ text: 'a' })) }, 'too_many_attachments'],
    [{ metadata: 'nonsense' }, 'invalid_metadata_format'],
    [{ metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
    [{ metadata: { event_type: 'a', event_payload: { long: long(16_001) } } }, 'metadata_too_large'],
  ])('refuses %j', (message, error) => {
    expect(messageFault(message)?.error).toBe(error);
  });

  it('takes metadata with lists and flat objects', () => {
    const event_payload = { id: 'i1', count: 2, ids: ['a', 'b'], by: { user: 'U1' } };
    expect(messageFault({ metadata: { event_type: 'a', event_payload } })).toBeUndefined();
  });
});
