import { z } from 'zod';
import { type Bench, openBench } from './bench.ts';
import { type Options, readOptions, usage } from './options.ts';
import { markdown, type Report } from './report.ts';
import { results, writeResults } from './results.ts';
import { acks } from './tables/acks.ts';
import { digests } from './tables/digests.ts';
import { footprint } from './tables/footprint.ts';
import { oneInvite } from './tables/one-invite.ts';
import { sending } from './tables/sending.ts';
import { webhooks } from './tables/webhooks.ts';

const tables: readonly ((bench: Bench) => Promise<Report>)[] = [acks, oneInvite, sending, digests, webhooks, footprint];

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await measure(options);
} catch (error) {
  console.error(complaint(error) ?? error);
  process.exitCode = 1;
}

async function measure(options: Options): Promise<void> {
  const began = new Date();
  const bench = openBench(options);
  const reports: Report[] = [];
  try {
    for (const [at, table] of tables.entries()) {
      if (options.only !== undefined && options.only !== at + 1) continue;
      console.error(`Table ${at + 1}`);
      const report = await table(bench);
      reports.push(report);
      console.log(`${markdown(report)}\n`);
      // After each, so that a table that fails takes none with it.
      if (!options.quick) writeResults(results(reports, began));
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
