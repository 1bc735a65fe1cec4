import { z } from 'zod';
import { type Bench, openBench } from './bench.ts';
import { type Options, readOptions, usage } from './options.ts';
import { markdown, type Report, type TableNumber } from './report.ts';
import { writeTable } from './results.ts';
import { acks } from './tables/acks.ts';
import { digests } from './tables/digests.ts';
import { footprint } from './tables/footprint.ts';
import { oneInvite } from './tables/one-invite.ts';
import { sending } from './tables/sending.ts';
import { soak } from './tables/soak.ts';
import { webhooks } from './tables/webhooks.ts';

const tables: Record<TableNumber, (bench: Bench) => Promise<Report>> = {
  1: acks,
  2: oneInvite,
  3: sending,
  4: digests,
  5: webhooks,
  6: footprint,
  '6b': soak,
};

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await measure(options);
} catch (error) {
  console.error(complaint(error) ?? error);
  process.exitCode = 1;
}

async function measure(options: Options): Promise<void> {
  const bench = openBench(options);
  try {
    for (const [number, table] of Object.entries(tables)) {
      if (options.only !== undefined && options.only !== number) continue;
      if (table === soak && bench.sizes.soakMinutes === 0) continue;
      console.error(`Table ${number}`);
      const began = new Date();
      const report = await table(bench);
      console.log(`${markdown(report)}\n`);
      // After each, so that a table that fails takes none with it.
      if (!options.quick) writeTable(report, began);
    }
  } finally {
    await bench.clear();
  }
}

/** What is wrong with the options, and how they are written; undefined for any other error. */
function complaint(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return `${z.prettifyError(error)}\n\n${usage}`;
  const misread = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return misread ? `${error.message}\n\n${usage}` : undefined;
}
