import { parseArgs } from 'node:util';
import { examine } from '../doctor/examine.ts';
import { report } from '../doctor/finding.ts';
import { botScopes } from '../manifest.ts';
import { asProgram } from './command-line.ts';

const usage = 'Usage: npm run doctor -- [--mail you@example.com]';

/** Tries everything the app needs and says what to do about what is not well; then the process ends with 1. */
export async function doctor(args: readonly string[], env = process.env): Promise<{ text: string; well: boolean }> {
  const { values } = parseArgs({ args: [...args], options: { mail: { type: 'string' } } });
  const findings = await examine({ env, scopes: Object.keys(botScopes), mailTo: values.mail });
  return { text: report(findings), well: findings.every(({ state }) => state !== 'bad') };
}

await asProgram(import.meta.url, usage, async (args) => {
  const { text, well } = await doctor(args);
  if (!well) process.exitCode = 1;
  return text;
});
