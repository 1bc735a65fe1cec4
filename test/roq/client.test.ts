import { Platform } from '@roq/nodejs';
import { expect, test } from 'vitest';
import { platformHost } from '../../src/roq/config.ts';
import { assertInternals } from '../../src/roq/platform.ts';
import { actor, failureOf, invitePage, rigFor, startFake } from './fake-roq.ts';

test('the host is freed of its trailing slash and keeps its path', () => {
  expect(platformHost('https://roq.test/')).toBe('https://roq.test');
  expect(platformHost('http://127.0.0.1:4000/base//')).toBe('http://127.0.0.1:4000/base');
});

test.each([
  '',
  'roq.test',
  'ftp://roq.test',
  'https://user:pass@roq.test',
  'https://roq.test/?a=1',
  'https://roq.test/#a',
])('the platform URL %s is refused before anything is sent', (url) => {
  expect(() => rigFor(url)).toThrow(/ROQ platform URL must/);
});

test('a platform URL that is refused is not repeated', () => {
  expect(() => rigFor('https://user:pass@roq.test')).not.toThrow(/pass@/);
});

test('an SDK of another build is refused by the name of the pinned version', () => {
  const platform = new Platform({ host: 'http://127.0.0.1', environmentId: 'e', apiKey: 'k' });
  expect(() => assertInternals(platform)).not.toThrow();
  Reflect.deleteProperty(platform, 'graphqlClient');
  Object.assign(platform.authorization, { request: 'gone' });
  expect(() => assertInternals(platform)).toThrow(/1\.0\.20.*authorization\.request, graphqlClient\.requestConfig/);
});

test('every HTTP call is recorded with its outcome', async () => {
  const fake = await startFake({ graphql: () => invitePage([]) });
  const { roq, calls } = rigFor(fake.url);
  await roq.invites.list(actor, { limit: 1 });
  await fake.close();
  expect(calls.map(({ operation, phase, outcome, sent }) => [operation, phase, outcome, sent])).toEqual([
    ['service token', 'token', 'ok', false],
    ['user token', 'token', 'ok', false],
    ['userInvites', 'graphql', 'ok', true],
  ]);
});

test('after it is closed the client takes no more calls', async () => {
  const fake = await startFake({ graphql: () => invitePage([]) });
  const { roq } = rigFor(fake.url);
  await roq.invites.list(actor, { limit: 1 });
  await roq.close();
  const error = await failureOf(roq.invites.cancel(actor, 'id', { requestId: 'r' }));
  await fake.close();
  expect(error.facts).toMatchObject({ kind: 'unavailable', sent: false });
  expect(fake.count('graphql')).toBe(1);
});
