import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { variables } from '../../src/config-variables.ts';

/** What can be said of the ways to run the app without the engines that run them. */
const read = (path: string) => readFileSync(path, 'utf8');
const dockerfile = read('Dockerfile');
const known = new Set<string>([...variables.map(({ name }) => name), 'NODE_ENV']);

test('the image holds production dependencies only, runs as nobody of rank, under tini, with a healthcheck', () => {
  const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(dockerfile.match(/^FROM /gm)).toHaveLength(2);
  expect(dockerfile).toContain('npm ci --omit=dev');
  expect(final).toMatch(/^USER node$/m);
  expect(final).toMatch(/^ENTRYPOINT \["\/usr\/bin\/tini", "--"\]$/m);
  expect(final).toContain('/healthz');
  expect(final).not.toContain('COPY . ');
});

test('whatever the image copies is let through by .dockerignore and exists', () => {
  const allowed = read('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, list = '']) => list.split(' '));
  expect(copied.length).toBeGreaterThan(3);
  for (const path of copied) {
    expect(allowed).toContain(path);
    expect(existsSync(path), path).toBe(true);
  }
});

test('every way to run it sets only variables that the app reads, and gives it more time to stop than it takes', () => {
  const compose = parse(read('deploy/compose.yaml'), { merge: true });
  const app = z
    .object({ environment: z.record(z.string(), z.string()), stop_grace_period: z.string() })
    .parse(compose.services['app-1']);
  const [deployment] = parseAllDocuments(read('deploy/kubernetes.yaml')).map((document) => document.toJS());
  const pod = deployment.spec.template.spec;
  const unit = read('deploy/roq-invite.service');
  const [, ofUnit = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
  const [, ofImage = ''] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  const names = [
    ...Object.keys(app.environment),
    ...pod.containers[0].env.map((each: { name: string }) => each.name),
    ...`${ofUnit} ${ofImage}`
      .trim()
      .split(' ')
      .map((pair) => pair.split('=')[0] ?? ''),
  ];
  expect(names.filter((name) => !known.has(name))).toEqual([]);
  const patience = [
    Number.parseInt(app.stop_grace_period, 10),
    pod.terminationGracePeriodSeconds,
    Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]),
  ];
  for (const seconds of patience) expect(seconds).toBeGreaterThanOrEqual(25);
});

test('probes ask what the app answers, and no proxy shows metrics or health to the world', () => {
  const kubernetes = read('deploy/kubernetes.yaml');
  expect(kubernetes).toMatch(/livenessProbe:\s+httpGet: \{ path: \/healthz/);
  expect(kubernetes).toMatch(/readinessProbe:\s+httpGet: \{ path: \/readyz/);
  const [, shown = ''] = /@public path (.*)/.exec(read('deploy/Caddyfile')) ?? [];
  const paths = [
    ...shown.split(' '),
    ...[...kubernetes.matchAll(/\{ path: (\S+), pathType/g)].map(([, path = '']) => path),
  ];
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect(path).toMatch(/^\/(slack|roq\/webhooks|audit)/);
});
