import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const root = new URL('../../', import.meta.url);
const json = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

const names = z.record(z.string(), z.string());
const { dependencies, devDependencies } = z
  .object({ dependencies: names, devDependencies: names })
  .parse(json('package.json'));
const page = readFileSync(new URL('docs/dependencies.md', root), 'utf8');
const explained = (part: string): string[] => [...part.matchAll(/^\| `([^`]+)` \| \S/gm)].map(([, name = '']) => name);

test('every direct dependency has its reason, and no reason is without one', () => {
  const [runtime = '', development = ''] = page.split('## To develop and test');
  expect(explained(runtime).sort()).toEqual(Object.keys(dependencies).sort());
  expect(explained(development).sort()).toEqual(Object.keys(devDependencies).sort());
});

test('versions are exact', () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
});

/** What may be used in a product under MIT without asking. */
const compatible =
  /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|BlueOak-1\.0\.0|Unlicense|CC0-1\.0)\b/;

test('whatever is installed at run time has a licence that goes with ours', () => {
  const { packages } = z
    .object({
      packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), license: z.string().optional() })),
    })
    .parse(json('package-lock.json'));
  const shipped = Object.entries(packages).filter(
    ([path, { dev }]) => path !== '' && !dev && existsSync(new URL(`${path}/package.json`, root)),
  );
  expect(shipped.length).toBeGreaterThan(100);
  const licence = z.object({ license: z.union([z.string(), z.object({ type: z.string() })]).optional() });
  const licenceOf = (path: string, locked: string | undefined): string => {
    const { license } = licence.parse(json(`${path}/package.json`));
    return (typeof license === 'string' ? license : license?.type) ?? locked ?? 'none';
  };
  const odd = shipped.map(([path, { license }]) => `${path}: ${licenceOf(path, license)}`);
  expect(odd.filter((each) => !compatible.test(each.split(': ')[1] ?? ''))).toEqual([]);
});
