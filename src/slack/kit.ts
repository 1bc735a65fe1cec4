import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  SectionBlock,
} from '@slack/types';
import type { z } from 'zod';
import { Problem } from '../problem.ts';

/** Slack's limits, in characters and blocks (facts/slack section 3). */
export const limits = {
  text: 3000,
  plainInput: 3000,
  header: 150,
  button: 75,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  viewTitle: 24,
  option: 75,
  placeholder: 150,
  options: 100,
  messageBlocks: 50,
  modalBlocks: 100,
} as const;

/**
 * A view or blocks as Slack gets them in the end, under the type of what they are. Slack's client goes through all that
 * is no text yet, key by key, for a line that our log seldom keeps.
 */
export const asText = <T extends object>(part: T): T => JSON.stringify(part) as string & T;

export const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`);

/** Foreign text inside mrkdwn: no mention, link or command survives. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What somebody typed after a command, without what Slack makes of it: `<mailto:a@x.io|a@x.io>`, `&amp;`. */
export const unescaped = (text: string): string =>
  text
    .replace(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replace(/<(?:mailto:)?([^<>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** One line without control and turning characters, and without what looks like a mention: for plain text. */
export const plainName = (name: string): string => name.replace(/[\s\p{Cc}\p{Cf}<>]+/gu, ' ').trim();

/** A person's or company's name inside mrkdwn: one line, no formatting of its own. */
export const named = (name: string, max = 80): string =>
  escaped(
    cut(
      name
        .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
        .replace(/[*_~`]/g, ' ')
        .trim(),
      max,
    ),
  );

export const mrkdwn = (text: string): MrkdwnElement => ({
  type: 'mrkdwn',
  text: cut(text, limits.text),
  verbatim: true,
});
export const plain = (text: string, max: number = limits.text): PlainTextElement => ({
  type: 'plain_text',
  text: cut(text, max),
  emoji: true,
});

export const section = (text: string, more: Partial<SectionBlock> = {}): SectionBlock => ({
  type: 'section',
  text: mrkdwn(text),
  ...more,
});
export const context = (text: string): ContextBlock => ({ type: 'context', elements: [mrkdwn(text)] });
export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, limits.header) });
export const actions = (elements: ActionsBlock['elements'], blockId?: string): ActionsBlock => ({
  type: 'actions',
  elements,
  ...(blockId ? { block_id: blockId } : {}),
});
export const divider: KnownBlock = { type: 'divider' };

export const modal = (
  view: Omit<ModalView, 'type' | 'title' | 'submit' | 'close'> & { title: string; submit?: string; close: string },
): ModalView => ({
  ...view,
  type: 'modal',
  title: plain(view.title, limits.viewTitle),
  submit: view.submit ? plain(view.submit, limits.viewTitle) : undefined,
  close: plain(view.close, limits.viewTitle),
});

export const confirm = (dialog: {
  title: string;
  text: string;
  yes: string;
  no: string;
  danger?: boolean;
}): ConfirmationDialog => ({
  title: plain(dialog.title, limits.confirmTitle),
  text: plain(dialog.text, limits.confirmText),
  confirm: plain(dialog.yes, limits.confirmButton),
  deny: plain(dialog.no, limits.confirmButton),
  ...(dialog.danger ? { style: 'danger' } : {}),
});

type ButtonLook = { style?: 'primary' | 'danger'; confirm?: ConfirmationDialog; says?: string };

/**
 * A button and what it carries, drawn and read in one place. Values hold ids only, and what comes back is parsed,
 * never trusted.
 */
export function buttonRef<S extends z.ZodType>(actionId: string, schema: S) {
  return {
    actionId,
    button: (label: string, value: z.input<S>, look: ButtonLook = {}): Button => ({
      type: 'button',
      action_id: actionId,
      text: plain(label, limits.button),
      value: JSON.stringify(value),
      ...(look.style ? { style: look.style } : {}),
      ...(look.confirm ? { confirm: look.confirm } : {}),
      ...(look.says ? { accessibility_label: cut(look.says, limits.button) } : {}),
    }),
    read: (value: string | undefined): z.output<S> => readJson(schema, value),
  };
}

/** Reads what a view or a button of ours brought back; throws Problem when it is not ours any more. */
export function readJson<S extends z.ZodType>(schema: S, text: string | undefined): z.output<S> {
  const parsed = schema.safeParse(jsonOrUndefined(text));
  if (!parsed.success) throw new Problem('view_expired');
  return parsed.data;
}

const jsonOrUndefined = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
};

export const inputActionId = 'input';

/** The time as each viewer's own Slack shows it. */
export const when = (ms: number): string => {
  const iso = new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
  return `<!date^${Math.floor(ms / 1000)}^{date_short_pretty} {time}|${iso} UTC>`;
};

/** The day on which a day's first instant falls, wherever it is read: told by its noon. */
export const onDay = (ms: number): string => {
  const noon = ms + 12 * 3_600_000;
  return `<!date^${Math.floor(noon / 1000)}^{date_long}|${new Date(noon).toISOString().slice(0, 10)}>`;
};

/** Lines in as few texts as Slack's limit allows. */
export function packed(lines: readonly string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= limits.text)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts;
}
