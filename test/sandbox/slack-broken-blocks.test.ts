import { expect, it } from 'vitest';
import type { Surface } from '../../sandbox/slack/rules/blocks.ts';
import { actions, button, complaints, divider, long, mrkdwn, plain, section, times } from './slack-block-samples.ts';

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
];

it.each(broken)('refuses %s', (_name, surface, blocks, complaint) => {
  expect(complaints(surface, blocks)).toEqual([expect.stringContaining(complaint)]);
});
