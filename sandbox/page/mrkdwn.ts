import { formatSlackDate } from './slack-date.ts';

/** What Slack's mrkdwn says, as a tree that is easy to draw. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'link'; url: string; text: string }
  | { type: 'user' | 'channel' | 'broadcast'; id: string; text: string }
  | { type: 'emoji'; name: string }
  | { type: 'date'; text: string; link?: string };

export type Chunk =
  | { type: 'lines'; lines: Inline[][] }
  | { type: 'quote'; lines: Inline[][] }
  | { type: 'pre'; text: string };

export interface MrkdwnContext {
  timeZone: string;
  /** ms; "today" and "yesterday" are told from here. */
  now: number;
  /** In which dates are written. */
  locale?: string;
}

/** Parses mrkdwn as Slack sends and keeps it: `&amp;`, `&lt;` and `&gt;` are entities, `<…>` is a link or a mention. */
export function parseMrkdwn(source: string, context: MrkdwnContext): Chunk[] {
  return source.split(/```\n?/).flatMap((part, index): Chunk[] => {
    if (index % 2 === 1) return [{ type: 'pre', text: unescaped(part.replace(/\n$/, '')) }];
    return part.trim() === '' && source.includes('```') ? [] : paragraphs(part, context);
  });
}

function paragraphs(text: string, context: MrkdwnContext): Chunk[] {
  const chunks: Chunk[] = [];
  for (const line of text.split('\n')) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const type = quoted ? 'quote' : 'lines';
    const inline = parseInline(quoted?.[1] ?? line, context);
    const last = chunks.at(-1);
    if (last?.type === type) last.lines.push(inline);
    else chunks.push({ type, lines: [inline] });
  }
  return chunks;
}

const marks = { '*': 'bold', _: 'italic', '~': 'strike' } as const;
const tokens =
  /<([^<>]+)>|`([^`\n]+)`|:([a-z+-][a-z0-9_+-]*):|(?<![\p{L}\p{N}])([*_~])(?=\S)(?!\4)(.+?)(?<=\S)\4(?![\p{L}\p{N}])/giu;

/** One line of mrkdwn. */
export function parseInline(text: string, context: MrkdwnContext): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(tokens)) {
    if (match.index > from) found.push({ type: 'text', text: unescaped(text.slice(from, match.index)) });
    from = match.index + match[0].length;
    found.push(inlineOf(match, context));
  }
  if (from < text.length) found.push({ type: 'text', text: unescaped(text.slice(from)) });
  return found;
}

function inlineOf([, angle, code, emoji, mark, marked]: RegExpMatchArray, context: MrkdwnContext): Inline {
  if (angle !== undefined) return angleOf(angle, context);
  if (code !== undefined) return { type: 'code', text: unescaped(code) };
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  return { type: marks[mark as keyof typeof marks] ?? 'bold', children: parseInline(marked ?? '', context) };
}

function angleOf(inside: string, context: MrkdwnContext): Inline {
  const bar = inside.indexOf('|');
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1));
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), text: label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), text: label };
  if (target.startsWith('!date^')) return dateOf(target, label, context);
  if (target.startsWith('!')) return { type: 'broadcast', id: target.slice(1), text: label };
  const url = unescaped(target);
  return { type: 'link', url: safeUrl(url), text: label || url.replace(/^mailto:/, '') };
}

/** `!date^seconds^format^link`; the label is for clients that cannot. */
function dateOf(target: string, label: string, context: MrkdwnContext): Inline {
  const [, seconds = '', format = '', link] = target.split('^');
  const text = formatSlackDate(Number(seconds), format, context) ?? label;
  return { type: 'date', text, ...(link ? { link: safeUrl(link) } : {}) };
}

const safeUrl = (url: string): string => (/^(https?:|mailto:)/i.test(url) ? url : '#');

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
