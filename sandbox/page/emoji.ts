import { signal } from '@preact/signals';

const table = signal<ReadonlyMap<string, string>>(new Map());

/** The emoji of one of Slack's names; undefined for an unknown one, as for a workspace's own. */
export const emojiOf = (called: string): string | undefined => table.value.get(called);

/** Reads the names, which are too many to hold up the first drawing. */
export async function loadEmoji(): Promise<void> {
  const { default: names } = await import('emojibase-data/en/shortcodes/iamcal.json');
  const entries = Object.entries<string | string[]>(names);
  table.value = new Map(
    entries.flatMap(([code, called]) => [called].flat().map((each) => [each, drawn(code)] as const)),
  );
}

/** "1F1E9-1F1EA" as its characters, in colour where there is a choice. */
function drawn(code: string): string {
  const points = code.split('-').map((point) => Number.parseInt(point, 16));
  return String.fromCodePoint(...points, ...(points.length === 1 && (points[0] ?? 0) < 0x1f000 ? [0xfe0f] : []));
}
