import type { KnownBlock, ModalView } from '@slack/types';

/**
 * As much for the SDK to carry as the app's own form and list of a batch: the fields of the invite form, and the lines
 * of fifteen people.
 */
const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const option = (value: string) => ({ text: text(`Option ${value}`), value });
const line = (at: number): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: `*Pat Number ${at}* <mailto:p${at}@partner.test|p${at}@partner.test>: sent to ROQ` },
});

const choice = (label: string, options: string[]): KnownBlock => ({
  type: 'input',
  label: text(label),
  element: { type: 'static_select', action_id: 'value', options: options.map(option) },
});
const field = (label: string): KnownBlock => ({
  type: 'input',
  label: text(label),
  optional: true,
  hint: text('As it will stand in the mail.'),
  element: { type: 'plain_text_input', action_id: 'value', max_length: 3_000 },
});

const modal = (callback_id: string, blocks: KnownBlock[]): ModalView => ({
  type: 'modal',
  callback_id,
  private_metadata: '{"d":"00000000-0000-4000-8000-000000000000"}',
  title: text('Invite people'),
  submit: text('Check'),
  close: text('Not now'),
  blocks,
});

export const bareForm = modal('bare_form', [
  { type: 'section', text: { type: 'mrkdwn', text: 'Everybody invited here joins *Tenant 1*.' } },
  field('E-mail addresses'),
  {
    type: 'input',
    label: text('File'),
    optional: true,
    element: { type: 'file_input', action_id: 'value', max_files: 1 },
  },
  choice('Role', ['editor', 'member', 'viewer']),
  choice('Language', ['en-US', 'en-GB', 'de-DE', 'fr-FR', 'es-ES', 'it-IT', 'nl-NL', 'pl-PL', 'pt-BR', 'ja-JP']),
  field('First name'),
  field('Last name'),
]);

export const bareDetail = modal('bare_detail', [
  { type: 'section', text: { type: 'mrkdwn', text: '*20 sent* to *Tenant 1* as *Member*, by Person 1.' } },
  choice('Show', ['all', 'sent', 'refused', 'unsure', 'waiting', 'stopped']),
  ...Array.from({ length: 20 }, (_, at) => line(at)),
]);

/** Two lines, as the sheet and the result of one invite have. */
export const bareSheet = modal('bare_sheet', [
  { type: 'section', text: { type: 'mrkdwn', text: '*1 ready* for *Acme* as *Editor*.' } },
  line(1),
]);

export const bareSummary = (lines: string[]): { text: string; blocks: KnownBlock[] } => ({
  text: `Invites to Tenant 1. ${lines.join(', ')}`,
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: `*Invites to Tenant 1*\n${lines.join('\n')}` } },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'Read from ROQ just now.' }] },
  ],
});
