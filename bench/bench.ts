import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options, Sizes } from './options.ts';
import { type Listening, listen, type Workshop } from './processes.ts';

/** What every table is given. */
export interface Bench {
  sizes: Sizes;
  workshop: Workshop;
  /** A folder of its own for each store. */
  freshFolder(): string;
  /** The real app, as it runs in production. */
  app(env: Record<string, string>): Promise<Listening>;
  baseline(
    name: 'bare-ack' | 'bare-calls' | 'one-invite-calls' | 'tutorial',
    env: Record<string, string>,
  ): Promise<Listening>;
  /** One line of progress. */
  say(line: string): void;
  /** Ends whatever a table that failed has left behind. */
  clear(): Promise<void>;
}

export function openBench({ sizes, profile }: Options): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'roq-invite-bench-'));
  const workshop: Workshop = { folder, profile, running: new Set() };
  let folders = 0;
  const freshFolder = () => {
    folders += 1;
    return join(folder, `data-${folders}`);
  };
  return {
    sizes,
    workshop,
    freshFolder,
    app: (env) => listen(workshop, { name: 'app', file: '../app/main.js', env: { DATA_DIR: freshFolder(), ...env } }),
    baseline: (name, env) => listen(workshop, { name, file: `baselines/${name}.js`, env }),
    say: (line) => console.error(`  ${line}`),
    async clear() {
      await Promise.all([...workshop.running].map((each) => each.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
