import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type TableNumber, tableNumbers } from './report.ts';

export const usage = `npm run bench -- [options]
  --only <1..6, 6b>       one table; the others of bench/results.md stay as they were measured
  --quick                 small sizes, to see that everything works; never written to bench/results.md
  --runs <n>              runs of each measurement (default 5)
  --soak-minutes <n>      length of the soak, table 6b (default 60; 0 leaves it out)
  --profile <program>     run app, bare-ack, bare-calls or tutorial with node --cpu-prof, into bench/profiles
  --help`;

export type Sizes = {
  runs: number;
  /** One run of load, its warm-up included, ms. */
  loadMs: number;
  inFlight: readonly number[];
  addresses: number;
  manyAddresses: number;
  tutorialAddresses: number;
  workspaces: number;
  fewWorkspaces: number;
  pendingEach: number;
  webhooks: number;
  idleMs: number;
  soakMinutes: number;
};

const full: Sizes = {
  runs: 5,
  loadMs: 5_000,
  inFlight: [50, 300],
  addresses: 5_000,
  manyAddresses: 50_000,
  tutorialAddresses: 100,
  workspaces: 5_000,
  fewWorkspaces: 500,
  pendingEach: 200,
  webhooks: 10_000,
  idleMs: 60_000,
  soakMinutes: 60,
};

const quick: Sizes = {
  runs: 2,
  loadMs: 300,
  inFlight: [3, 6],
  addresses: 60,
  manyAddresses: 120,
  tutorialAddresses: 3,
  workspaces: 12,
  fewWorkspaces: 6,
  pendingEach: 20,
  webhooks: 40,
  idleMs: 100,
  soakMinutes: 0.01,
};

export type Options = {
  only: TableNumber | undefined;
  quick: boolean;
  help: boolean;
  profile: string | undefined;
  sizes: Sizes;
};

const given = z.object({
  only: z.enum(tableNumbers).optional(),
  quick: z.boolean().default(false),
  runs: z.coerce.number('must be a number').int().min(1).max(50).optional(),
  'soak-minutes': z.coerce
    .number('must be a number')
    .min(0)
    .max(24 * 60)
    .optional(),
  profile: z.enum(['app', 'bare-ack', 'bare-calls', 'tutorial']).optional(),
  help: z.boolean().default(false),
});

/** @throws ZodError for what an option cannot be, TypeError for an unknown one */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { only: text, quick: flag, runs: text, 'soak-minutes': text, profile: text, help: flag },
  });
  const { only, quick: small, help, profile, runs, 'soak-minutes': soakMinutes } = given.parse(values);
  const sizes = small ? quick : full;
  return {
    ...{ only, quick: small, help, profile },
    sizes: { ...sizes, runs: runs ?? sizes.runs, soakMinutes: soakMinutes ?? sizes.soakMinutes },
  };
}
