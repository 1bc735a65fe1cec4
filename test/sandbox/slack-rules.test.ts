import { describe, expect, it } from 'vitest';
import type { Surface } from '../../sandbox/slack/rules/blocks.ts';
import { inSlackWords } from '../../sandbox/slack/rules/complaints.ts';
import { messageFault } from '../../sandbox/slack/rules/message.ts';
import { isTooLarge, viewComplaints } from '../../sandbox/slack/rules/view.ts';
import {
  actions,
  button,
  complaints,
  divider,
  input,
  long,
  modal,
  mrkdwn,
  option,
  options,
  plain,
  section,
  select,
  text,
  times,
} from './slack-block-samples.ts';

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

describe('blocks', () => {
  it.each(sound)('of %s are taken', (_name, surface, blocks) => {
    expect(complaints(surface, blocks)).toEqual([]);
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
