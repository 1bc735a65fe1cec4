import { setImmediate as yieldToEvents } from 'node:timers/promises';

/**
 * Works through many items in pieces that fit into one statement, and lets the event loop go on in between:
 * awaited SQLite calls resolve as microtasks, and 500 of them in a row starve Slack's 3-second answer.
 */
export async function inChunks<T>(items: readonly T[], work: (chunk: T[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < items.length; from += chunkSize) {
    if (from > 0) await yieldToEvents();
    await work(items.slice(from, from + chunkSize));
  }
}

/** Times the columns of our widest table it stays under the 32,766 parameters of SQLite and the 65,535 of PostgreSQL. */
const chunkSize = 100;
