import type { KnownBlock, View } from '@slack/types';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const options = ['Editor', 'Viewer', 'Owner'].map((name) => ({ text: plain(name), value: name.toLowerCase() }));
const pixel = 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=';

/** One of each block that a message may have; those the page cannot draw are the last three. */
export const galleryMessage: KnownBlock[] = [
  { type: 'header', text: plain('Everything in one message :tada:') },
  {
    type: 'section',
    text: {
      type: 'mrkdwn',
      text: '*bold*, _italic_, ~strike~, `code`, <https://slack.com|a link>, <@U0ADA>, <#C0GENERAL>, :raised_hand:\n> a quote\n```some code```',
    },
  },
  {
    type: 'section',
    fields: ['*Role*\nEditor', '*Tenant*\nAcme'].map((text) => ({ type: 'mrkdwn', text })),
    accessory: {
      type: 'overflow',
      action_id: 'more',
      options: ['Edit', 'Remove'].map((name) => ({ text: plain(name), value: name })),
    },
  },
  { type: 'divider' },
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: ['first', 'second'].map((text) => ({
          type: 'rich_text_section',
          elements: [{ type: 'text', text }],
        })),
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said by somebody', style: { italic: true } }] },
    ],
  },
  {
    type: 'actions',
    elements: [
      { type: 'button', action_id: 'plain', text: plain('Plain') },
      { type: 'button', action_id: 'good', text: plain('Good'), style: 'primary' },
      { type: 'button', action_id: 'bad', text: plain('Bad'), style: 'danger' },
      { type: 'static_select', action_id: 'pick', placeholder: plain('Pick a role'), options },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-10-06' },
    ],
  },
  { type: 'image', image_url: pixel, alt_text: 'a dot', title: plain('A picture') },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'small print' }, plain('and more of it')] },
  { type: 'markdown', text: '# Markdown' },
];

const input = (label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: label,
  label: plain(label),
  element: { action_id: 'input', ...element },
  ...more,
});

/** One of each element that a form may have. */
export const galleryForm = {
  type: 'modal',
  callback_id: 'form',
  title: plain('Everything'),
  submit: plain('Send'),
  blocks: [
    input('Line', { type: 'plain_text_input', placeholder: plain('One line') }, { hint: plain('A hint.') }),
    input('Story', { type: 'plain_text_input', multiline: true }),
    input('Mail', { type: 'email_text_input' }),
    input('Site', { type: 'url_text_input' }),
    input('Age', { type: 'number_input', is_decimal_allowed: false, min_value: '0', max_value: '150' }),
    input('Role', { type: 'static_select', options }),
    input('Roles', { type: 'multi_static_select', options }),
    input('City', { type: 'external_select', min_query_length: 2 }),
    input('Person', { type: 'users_select' }),
    input('People', { type: 'multi_users_select' }),
    input('Place', { type: 'conversations_select', filter: { include: ['public'] } }),
    input('Radio', { type: 'radio_buttons', options }),
    input('Boxes', { type: 'checkboxes', options }),
    input('Day', { type: 'datepicker' }),
    input('Time', { type: 'timepicker' }),
    input('Files', { type: 'file_input', filetypes: ['csv'], max_files: 1 }),
  ],
} as unknown as View;

/** A modal that says how deep it lies, and opens another above it. */
export const stacked = (depth: number): View => ({
  type: 'modal',
  callback_id: 'stacked',
  title: plain(`Level ${depth}`),
  close: plain('One back'),
  blocks: [
    { type: 'section', text: plain(`This is level ${depth}.`) },
    { type: 'actions', elements: [{ type: 'button', action_id: 'deeper', text: plain('Deeper') }] },
  ],
});
