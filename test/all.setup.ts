import type { TestProject } from 'vitest/node';
import { setup as browser } from './browser/browser.setup.ts';
import { setup as postgres } from './postgres.setup.ts';
import { setup as sqlite } from './sqlite.setup.ts';

/** What the tests find when they begin, made side by side. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const ends = await Promise.all([postgres(project), sqlite(project), browser(project)]);
  return async () => {
    for (const end of ends) await end?.();
  };
}
