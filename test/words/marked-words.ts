import type { Words } from '../../src/words/words.ts';

const [open, close] = ['⟦', '⟧'];

/** The same words, with marks around everything that comes out of the catalogue. */
export const marked = (words: Words): Words => ({ ...(mark(words) as Words), language: words.language });

function mark(value: unknown, key = ''): unknown {
  if (key === 'number' && typeof value === 'function') return value;
  if (typeof value === 'string') return `${open}${value}${close}`;
  if (typeof value === 'function') return (...given: unknown[]) => mark(value(...given));
  if (Array.isArray(value)) return value.map((each) => mark(each));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mark(inner, name)]));
}

/**
 * What of a text stands outside of all marks and is no mention, date or emoji. A mark that was cut off at the end of a
 * text goes on to there.
 */
export function outsideOfMarks(text: string): string {
  let depth = 0;
  let outside = '';
  for (const sign of text) {
    if (sign === open) depth += 1;
    else if (sign === close) depth -= 1;
    else if (depth <= 0) outside += sign;
  }
  return outside.replace(/<[^>]*>/g, '').replace(/:\w+:/g, '');
}
