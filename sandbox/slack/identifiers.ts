import { randomBytes } from 'node:crypto';

/** Mints ids and timestamps; nothing it gives is ever given twice. */
export interface Identifiers {
  /** `V0000002A`: the prefix and a running number. */
  id(prefix: string): string;
  /** A message ts: seconds on the clock, a point, six digits that keep it unique and rising. */
  ts(): string;
  /** An unguessable part for tokens, tickets and response_urls. */
  secret(bytes?: number): string;
}

export function createIdentifiers(now: () => number): Identifiers {
  let count = 0;
  let lastMicros = 0;
  return {
    id(prefix) {
      count += 1;
      return `${prefix}${count.toString(36).toUpperCase().padStart(8, '0')}`;
    },
    ts() {
      lastMicros = Math.max(now() * 1000, lastMicros + 1);
      return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    secret: (bytes = 12) => randomBytes(bytes).toString('hex'),
  };
}
