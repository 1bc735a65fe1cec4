import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

/** The files that hold the middle's nouns and ports: all that an adapter may know of it. */
const ports =
  'people/link-codes people/person invites/act invites/approval invites/audit invites/audit-download invites/batch invites/consent invites/draft invites/forgotten invites/invite invites/nudge invites/ports invites/reminder invites/step-run invites/usage ' +
  'workspaces/home workspaces/place workspaces/post workspaces/settings workspaces/installation workspaces/seal ' +
  'digests/run-log digests/own-digest digests/snooze';

/**
 * What each folder, and each file directly in src, may import beside itself: a folder or file whole, one file of a
 * folder, or only its types.
 */
const mayImport: Record<string, string> = {
  main: 'app config config-error log open-telemetry worker',
  app:
    'slack digests roq store metrics workspaces invites people config log http auditing readiness heartbeat ' +
    'problem roq-error clock reference worker manifest app-following app-keepers app-keepers app-people app-routes app-far-ends trace',
  'app-following': 'slack invites config',
  'app-people': 'slack roq store people config clock',
  commands: 'main store manifest config log clock doctor',
  doctor: 'slack roq store config config-error log clock roq-error',
  words: '',
  // digests/local-day: a form offers and checks the time zones that digests know; the others are pure, too.
  slack:
    'words invites people workspaces digests:types digests/local-day digests/digest digests/snooze digests/own-content ' +
    'problem roq-error clock reference worker trace outgoing bounded-cache',
  digests: 'invites workspaces people:types problem clock bounded-cache',
  invites: 'people:types workspaces:types problem roq-error clock worker keeper trace',
  people: 'problem roq-error clock bounded-cache',
  // words/language: which languages a workspace can choose from.
  workspaces: 'words/language problem roq-error clock',
  roq: `${ports} problem roq-error clock trace outgoing bounded-cache`,
  store: `${ports} problem roq-error clock bounded-cache`,
  // It counts what goes through ports of the middle, and names none of their callers.
  metrics: 'invites:types workspaces:types http clock',
  'app-far-ends': 'slack roq store metrics config clock trace act-log',
  'app-keepers': 'invites worker',
  'app-routes': 'auditing slack roq store metrics invites config http readiness clock',
  auditing: 'audit-page invites people:types workspaces clock worker',
  'audit-page': 'words http invites people problem roq-error clock',
  readiness: 'http clock',
  heartbeat: 'worker',
  'open-telemetry': 'trace',
  'act-log': 'invites:types workspaces:types',
  trace: '',
  outgoing: '',
  'bounded-cache': '',
  config: 'config-error config-variables',
  'config-error': 'config-variables',
  log: 'invites/mask',
  'config-variables': '',
  manifest: '',
  http: '',
  worker: 'clock',
  keeper: 'worker clock',
  problem: '',
  'roq-error': '',
  clock: '',
  reference: '',
};

/** Packages that only one place may import. */
const owners: [packages: RegExp, place: string][] = [
  [/^@slack\//, 'slack/'],
  [/^@roq\//, 'roq/'],
  [/^(kysely|libsql|@libsql|pg)(\/|$)/, 'store/'],
  [/^node-cron$/, 'digests/schedule.ts'],
  [/^yaml$/, 'commands/'],
  [/^prom-client$/, 'metrics/metrics.ts'],
  [/^undici$/, 'outgoing.ts'],
  [/^lru-cache$/, 'bounded-cache.ts'],
  [/^@opentelemetry\//, 'open-telemetry.ts'],
];
const middle = /^(people|invites|digests|workspaces)\//;
/** No SDK, no socket, no file and no process in the middle. */
const middlePackages = /^(zod|luxon|papaparse|node-cron|node:(crypto|url|timers\/promises))$/;

type Import = { from: string; name: string; typeOnly: boolean };
type Sources = Readonly<Record<string, string>>;

/** Everything in these sources (by path in src) that breaks a rule. */
function faults(sources: Sources): string[] {
  const imports = Object.entries(sources).flatMap(([from, source]) => importsOf(from, source));
  return [
    ...imports.flatMap(climbs),
    ...imports.flatMap(strangePackage),
    ...Object.entries(sources).flatMap(badFile),
    ...cycles(Object.keys(sources), imports),
  ];
}

function importsOf(from: string, source: string): Import[] {
  const statements = /^\s*(?:import|export)\b([^'"`;=()]*?)\bfrom\s*['"]([^'"\n]+)['"]/gm;
  const effects = /()(?:^\s*import\s*|\bimport\s*\(\s*)['"`]([^'"`\n]+)/gm;
  return [...source.matchAll(statements), ...source.matchAll(effects)].map(([, names = '', name = '']) => ({
    from,
    name: name.startsWith('.') ? posix.join(posix.dirname(from), name) : name,
    typeOnly: isTypeOnly(names),
  }));
}

function isTypeOnly(names: string): boolean {
  if (/^\s*type\b(?!\s*,)/.test(names)) return true;
  const listed =
    /^\s*\{([^}]*)\}\s*$/
      .exec(names)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '') ?? [];
  return listed.length > 0 && listed.every((name) => /^\s*type\s/.test(name));
}

const isOurs = (name: string) => name.endsWith('.ts');
const partOf = (file: string) => file.split('/')[0]?.replace(/\.ts$/, '') ?? '';

function climbs({ from, name, typeOnly }: Import): string[] {
  if (!isOurs(name) || partOf(from) === partOf(name)) return [];
  const rules = mayImport[partOf(from)]?.split(' ') ?? [];
  const wanted = [partOf(name), name.replace(/\.ts$/, ''), ...(typeOnly ? [`${partOf(name)}:types`] : [])];
  const allowed = wanted.some((each) => rules.includes(each));
  return allowed ? [] : [`${from} must not import ${typeOnly ? 'types of ' : ''}${name}`];
}

function strangePackage({ from, name }: Import): string[] {
  if (isOurs(name)) return [];
  const place = owners.find(([packages]) => packages.test(name))?.[1];
  if (place && !from.startsWith(place)) return [`${from} must not import ${name}: it belongs to ${place}`];
  return middle.test(from) && !middlePackages.test(name) ? [`${from} must not import ${name} into the middle`] : [];
}

function badFile([file, source]: [string, string]): string[] {
  const lines = source.replace(/\n$/, '').split('\n').length;
  const readsEnvironment = /\bprocess\s*\??\.\s*env\b|\bprocess\[|\}\s*=\s*process\b|['"]node:process['"]/.test(source);
  return [
    ...(lines > 250 ? [`${file} has ${lines} lines`] : []),
    ...(/(^|\/)(utils?|helpers?|common|types|index)(\/|\.ts$)/.test(file)
      ? [`${file} is not named for what it holds`]
      : []),
    ...(readsEnvironment && !/^(main\.ts|commands\/)/.test(file) ? [`${file} must not read the environment`] : []),
    ...(partOf(file) in mayImport ? [] : [`${file} has no rule of what it may import`]),
  ];
}

/** Of what is imported at run time: types are gone by then. Each circle is told once, from its first file by name. */
function cycles(files: string[], imports: Import[]): string[] {
  const lasting = imports.filter(({ name, typeOnly }) => isOurs(name) && !typeOnly);
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push(`${[...path.slice(start), file].join(' -> ')} is a circle`);
    if (start >= 0 || done.has(file)) return;
    for (const { name } of lasting.filter(({ from }) => from === file)) walk(name, [...path, file]);
    done.add(file);
  };
  for (const file of files.toSorted()) walk(file, []);
  return found;
}

const source = new URL('../src/', import.meta.url);
const ourSources = Object.fromEntries(
  readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [file.replaceAll('\\', '/'), readFileSync(new URL(file.replaceAll('\\', '/'), source), 'utf8')]),
);

test('no import of ours climbs, no package strays, no file is too long, badly named or part of a circle', () => {
  expect(faults(ourSources)).toEqual([]);
});

test('the check sees the imports of this project', () => {
  const imports = Object.entries(ourSources).flatMap(([from, text]) => importsOf(from, text));
  expect(imports).toContainEqual({ from: 'main.ts', name: 'app.ts', typeOnly: false });
  expect(imports).toContainEqual({ from: 'invites/ports.ts', name: 'people/person.ts', typeOnly: true });
  expect(imports.filter(({ name }) => isOurs(name) && !(name in ourSources))).toEqual([]);
  const statements = Object.values(ourSources).flatMap((text) => text.match(/^(import\b.*|\} )from '/gm) ?? []);
  expect(imports.length).toBeGreaterThanOrEqual(statements.length);
});

test.each([
  ["import type { A } from './a.ts';", true],
  ["import { type A, type B } from './a.ts';", true],
  ["import {\n  type A,\n  type B,\n} from './a.ts';", true],
  ["export type { A } from './a.ts';", true],
  ["import { type A, b } from './a.ts';", false],
  ["import a, { type B } from './a.ts';", false],
  ["import * as a from './a.ts';", false],
  ["import type, { type B } from './a.ts';", false],
  ["import './a.ts';", false],
  ["export * from './a.ts';", false],
  ['import { a } from "./a.ts";', false],
  ["const a = await import('./a.ts');", false],
])('%j is an import, of types only: %s', (text, typeOnly) => {
  expect(importsOf('people/x.ts', text)).toEqual([{ from: 'people/x.ts', name: 'people/a.ts', typeOnly }]);
});

const wrong: [file: string, text: string, fault: RegExp][] = [
  ['invites/a.ts', "import { b } from '../slack/b.ts';", /invites\/a.ts must not import slack\/b.ts/],
  ['invites/a.ts', "import type { B } from '../roq/b.ts';", /must not import types of roq\/b.ts/],
  ['invites/a.ts', "import { b } from '../people/person.ts';", /must not import people\/person.ts/],
  ['invites/a.ts', "import { b } from '../digests/digest.ts';", /must not import digests/],
  ['people/a.ts', "import type { B } from '../invites/invite.ts';", /must not import types of invites/],
  ['workspaces/a.ts', "import { b } from '../store/b.ts';", /must not import store/],
  ['digests/a.ts', "import { b } from '../people/recognize.ts';", /must not import people/],
  ['slack/a.ts', "import { b } from '../digests/schedule.ts';", /must not import digests\/schedule.ts/],
  ['slack/views/a.ts', "import { b } from '../../store/b.ts';", /slack\/views\/a.ts must not import store\/b.ts/],
  ['slack/a.ts', "import type { B } from '../config.ts';", /must not import types of config.ts/],
  ['slack/a.ts', "import { app } from '../app.ts';", /must not import app.ts/],
  ['roq/a.ts', "import type { B } from '../invites/send.ts';", /must not import types of invites\/send.ts/],
  ['store/a.ts', "import { b } from '../roq/b.ts';", /must not import roq\/b.ts/],
  ['store/a.ts', "export { b } from '../invites/preflight.ts';", /must not import invites\/preflight.ts/],
  ['main.ts', "import { b } from './store/b.ts';", /main.ts must not import store\/b.ts/],
  ['config.ts', "import { b } from './problem.ts';", /config.ts must not import problem.ts/],
  ['log.ts', "import { b } from './invites/invite.ts';", /log.ts must not import invites\/invite.ts/],
  ['problem.ts', "import type { B } from './clock.ts';", /problem.ts must not import types of clock.ts/],
  ['app.ts', "import { b } from '../sandbox/clock.ts';", /app.ts must not import ..\/sandbox\/clock.ts/],
  ['app.ts', "import { App } from '@slack/bolt';", /app.ts must not import @slack\/bolt: it belongs to slack/],
  ['slack/a.ts', "import { Platform } from '@roq/nodejs';", /belongs to roq/],
  ['slack/a.ts', "import type { Sdk } from '@roq/nodejs/dist/sdk.js';", /belongs to roq/],
  ['roq/a.ts', "import { Kysely } from 'kysely';", /belongs to store/],
  ['app.ts', "const pg = await import('pg');", /belongs to store/],
  ['digests/a.ts', "import cron from 'node-cron';", /belongs to digests\/schedule.ts/],
  ['manifest.ts', "import { parse } from 'yaml';", /belongs to commands/],
  ['metrics/counting.ts', "import { Counter } from 'prom-client';", /belongs to metrics\/metrics.ts/],
  ['slack/a.ts', "import type { Metrics } from '../metrics/metrics.ts';", /must not import types of metrics/],
  ['invites/a.ts', "import type { Metrics } from '../metrics/metrics.ts';", /must not import types of metrics/],
  ['invites/a.ts', "import { request } from 'node:http';", /must not import node:http into the middle/],
  ['people/a.ts', "import type { Logger } from 'pino';", /must not import pino into the middle/],
  ['app.ts', 'const port = process.env.PORT;', /must not read the environment/],
  ['app.ts', "const port = process['env'].PORT;", /must not read the environment/],
  ['app.ts', 'const { env } = process;', /must not read the environment/],
  ['app.ts', "import { env } from 'node:process';", /must not read the environment/],
  ['slack/utils.ts', '', /not named for what it holds/],
  ['slack/helpers/a.ts', '', /not named for what it holds/],
  ['common/a.ts', '', /not named for what it holds/],
  ['roq/types.ts', '', /not named for what it holds/],
  ['roq/index.ts', '', /not named for what it holds/],
  ['billing/a.ts', '', /billing\/a.ts has no rule/],
  ['billing.ts', '', /billing.ts has no rule/],
];
test.each(wrong)('%s with %j is a fault', (file, text, fault) => {
  expect(faults({ [file]: text }).join('\n')).toMatch(fault);
});

test.each([
  ['invites/a.ts', "import type { Person } from '../people/person.ts';"],
  ['slack/a.ts', "import type { Digest } from '../digests/digest.ts';"],
  ['slack/a.ts', "import { send } from '../invites/send.ts';\nimport { App } from '@slack/bolt';"],
  ['roq/a.ts', "import { inviteStatuses } from '../invites/invite.ts';\nimport { Platform } from '@roq/nodejs';"],
  ['store/a.ts', "import { Kysely } from 'kysely';\nimport { b } from './b.ts';"],
  ['digests/schedule.ts', "import cron from 'node-cron';"],
  ['log.ts', "import { maskEmail } from './invites/mask.ts';"],
  ['main.ts', 'parse(process.env);'],
  ['commands/a.ts', 'parse(process.env);'],
  ['app.ts', '// see process.environment; import nothing\nconst owner = process.pid;'],
  ['roq/error-types.ts', ''],
])('%s with %j is no fault', (file, text) => {
  expect(faults({ [file]: text })).toEqual([]);
});

test('a file may have 250 lines and no more', () => {
  expect(faults({ 'slack/a.ts': 'a;\n'.repeat(250) })).toEqual([]);
  expect(faults({ 'slack/a.ts': 'a;\n'.repeat(251) })).toEqual(['slack/a.ts has 251 lines']);
});

test('a circle of files is a fault, told once; one that types alone close is none', () => {
  const circle = {
    'invites/a.ts': "import { b } from './b.ts';",
    'invites/b.ts': "import { c } from './c.ts';\nimport { d } from './d.ts';",
    'invites/c.ts': "import { a } from './a.ts';",
    'invites/d.ts': '',
  };
  expect(faults(circle)).toEqual(['invites/a.ts -> invites/b.ts -> invites/c.ts -> invites/a.ts is a circle']);
  expect(faults({ ...circle, 'invites/c.ts': "import type { A } from './a.ts';" })).toEqual([]);
});
