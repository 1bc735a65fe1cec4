import { unescaped } from './kit.ts';

/** What a Slack message says: its text as people read it, and the users it names. */
export type MessageText = { text: string; userIds: string[] };

/** Where words stand that people read. */
const readable = [
  'blocks',
  'elements',
  'text',
  'fields',
  'accessory',
  'rows',
  'title',
  'subtitle',
  'body',
  'pretext',
  'value',
  'author_name',
  'footer',
  'attachments',
  'message_blocks',
  'message',
];
/** Slack nests a shared message in a message, hardly deeper. */
const deepest = 20;

/**
 * Reads one message: blocks, rich text and attachments, else its text. What a button or a menu carries is not for
 * readers and is left alone.
 */
export function readMessage(message: unknown): MessageText {
  const users = new Set<string>();
  const text = said(message, users, 0);
  return { text, userIds: [...users] };
}

function said(node: unknown, users: Set<string>, depth: number): string {
  if (typeof node === 'string') return fromMrkdwn(node, users);
  if (depth > deepest || typeof node !== 'object' || node === null) return '';
  if (Array.isArray(node)) return joined(node, users, depth, '\n');
  const parts: Record<string, unknown> = { ...node };
  if ('action_id' in parts) return '';
  switch (parts.type) {
    case 'user':
      if (typeof parts.user_id === 'string') users.add(parts.user_id);
      return ' ';
    case 'text':
    case 'plain_text':
      return typeof parts.text === 'string' ? parts.text : '';
    case 'link':
      return linkText(parts);
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return Array.isArray(parts.elements) ? joined(parts.elements, users, depth, '') : '';
    default:
      return readable
        .filter((key) => !(key === 'text' && hasBlocks(parts)))
        .map((key) => said(parts[key], users, depth + 1))
        .filter((part) => part.trim() !== '')
        .join('\n');
  }
}

const joined = (nodes: readonly unknown[], users: Set<string>, depth: number, between: string): string =>
  nodes.map((node) => said(node, users, depth + 1)).join(between);

/** The text beside blocks says the same once more. */
const hasBlocks = ({ blocks }: Record<string, unknown>): boolean => Array.isArray(blocks) && blocks.length > 0;

function linkText({ url, text }: Record<string, unknown>): string {
  if (typeof url === 'string' && /^mailto:/i.test(url)) return url.slice('mailto:'.length).split('?', 1)[0] ?? '';
  return typeof text === 'string' ? text : ' ';
}

/** `<@U1>` names somebody, `<mailto:a@x.io|…>` is an address, `<https://…|label>` its label; channels are nobody. */
function fromMrkdwn(text: string, users: Set<string>): string {
  const plain = text.replace(/<([^<>]*)>/g, (_, inner: string) => {
    const [target = '', label] = inner.split('|', 2);
    const [, userId] = /^@([UW][A-Z0-9]+)$/.exec(target) ?? [];
    if (userId) users.add(userId);
    if (userId || /^[#!]/.test(target)) return ' ';
    if (/^mailto:/i.test(target)) return target.slice('mailto:'.length).split('?', 1)[0] ?? '';
    return label ?? ' ';
  });
  return unescaped(plain);
}
