import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../', import.meta.url);
const rows = readFileSync(new URL('SECURITY.md', root), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Threat'));

type Proof = { file: string; name: string };
const proofsIn = (text: string): Proof[] =>
  [...text.matchAll(/`(test\/[^`]+\.test\.ts)`: "([^"]+)"/g)].map(([, file = '', name = '']) => ({ file, name }));

/** The names of a file's tests and groups, as they are written. */
function namesIn(file: string): string[] {
  const source = readFileSync(new URL(file, root), 'utf8');
  const plain = source.matchAll(/\b(?:test|describe)\(\s*(['"`])(.*?)\1/gs);
  const ofTables = source.matchAll(/\]\)\(\s*(['"`])(.*?)\1/gs);
  const ofSets = source.matchAll(/\.each(?:<[^(]*>)?\([^)]*\)\(\s*(['"`])(.*?)\1/gs);
  return [...plain, ...ofTables, ...ofSets].map(([, , name = '']) => name.replace(/^\$\{\w+\} /, ''));
}

const unproven = ({ file, name }: Proof): boolean => !existsSync(new URL(file, root)) || !namesIn(file).includes(name);

test('every threat in SECURITY.md names a guard and a test', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) {
    expect(row.split(' | ')).toHaveLength(3);
    expect(proofsIn(row).length, row).toBeGreaterThan(0);
  }
});

test('every test that SECURITY.md names exists under that name', () => {
  expect(rows.flatMap(proofsIn).filter(unproven)).toEqual([]);
});

test('a test that does not exist would be found', () => {
  expect(unproven({ file: 'test/security/security-md.test.ts', name: 'a test that nobody wrote' })).toBe(true);
  expect(unproven({ file: 'test/security/none.test.ts', name: 'any' })).toBe(true);
});
