import { Platform } from '@roq/nodejs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { invitesFrom, postRaw, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const email = 'project-service-account@roq.tech';
const keys = () => ({ environmentId: world.roq.environmentId, apiKey: world.roq.apiKey });
const serviceToken = (body: object = {}) =>
  postRaw(`${world.roq.url}/v01/authorize/serviceAccount`, { email, ...keys(), ...body });
const userToken = (bearer: string, body: object = {}) =>
  postRaw(
    `${world.roq.url}/v01/authorize`,
    { ...keys(), userId: world.ada, ...body },
    { 'roq-platform-authorization': `Bearer ${bearer}` },
  );
const tokenIn = (answer: { text: string }): string => JSON.parse(answer.text).accessToken;
const claimsIn = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
const access = (bearer: string, basic = `${world.roq.environmentId}:${world.roq.apiKey}`) =>
  postRaw(
    `${world.roq.url}/v01/server/graphql`,
    { query: '{ userAccess { platform } }' },
    {
      'roq-platform-authorization': `Bearer ${bearer}`,
      'roq-platform-server-authorization': `Basic ${Buffer.from(basic).toString('base64')}`,
    },
  );
const myInvites = () => world.platform.asUser(world.ada).userInvites();

describe('tokens', () => {
  test('are compact HS256 tokens that name environment and user and live an hour of real time', async () => {
    const before = Math.floor(Date.now() / 1000);
    const service = await serviceToken();
    expect(service.status).toBe(201);
    expect(claimsIn(tokenIn(service))).not.toHaveProperty('roqUserId');
    const token = tokenIn(await userToken(tokenIn(service)));
    expect(JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ alg: 'HS256' });
    const claims = claimsIn(token);
    expect(claims).toMatchObject({ roqEnvironmentId: world.roq.environmentId, roqUserId: world.ada });
    expect(claims.jti).toEqual(expect.any(String));
    expect(claims.exp - claims.iat).toBe(3600);
    expect(claims.iat).toBeGreaterThanOrEqual(before);
  });

  test('live as long as expiresIn says, and are refused afterwards', async () => {
    const service = tokenIn(await serviceToken());
    const life = async (expiresIn: string) => {
      const { iat, exp } = claimsIn(tokenIn(await userToken(service, { expiresIn })));
      return exp - iat;
    };
    expect([await life('10m'), await life('2h'), await life('90')]).toEqual([600, 7200, 90]);
    expect((await userToken(service, { expiresIn: 'soon' })).status).toBe(400);
    const dead = tokenIn(await userToken(service, { expiresIn: '0' }));
    expect((await access(dead)).text).toContain('UNAUTHORIZED_EXCEPTION');
  });

  test('come with status 200 under the switch', async () => {
    world.roq.setOptions({ tokenStatus: 200 });
    expect((await serviceToken()).status).toBe(200);
  });

  test('for a login carry who it is', async () => {
    const answer = await userToken(tokenIn(await serviceToken()), { keepLoggedIn: false });
    expect(claimsIn(JSON.parse(answer.text).idToken)).toMatchObject({ email: 'ada@acme.test', roles: ['owner'] });
  });
});

describe('the token endpoints refuse', () => {
  test('a wrong key, another environment and another account', async () => {
    expect(await serviceToken({ apiKey: 'wrong' })).toMatchObject({ status: 401 });
    expect(await serviceToken({ environmentId: world.acme })).toMatchObject({ status: 401 });
    expect(await serviceToken({ email: 'me@acme.test' })).toMatchObject({ status: 401 });
    expect(await serviceToken({ apiKey: undefined })).toMatchObject({ status: 400 });
  });

  test('"Bearer undefined", a user token and a wrong key where a service token is wanted', async () => {
    const service = tokenIn(await serviceToken());
    const user = tokenIn(await userToken(service));
    for (const bearer of ['undefined', user, `${service}x`])
      expect(await userToken(bearer)).toMatchObject({ status: 401, text: expect.stringContaining('INVALID_TOKEN') });
    expect(await userToken(service, { apiKey: 'wrong' })).toMatchObject({ status: 401 });
  });

  test('an unknown user, an id that is none, and a deactivated user', async () => {
    const service = tokenIn(await serviceToken());
    expect(await userToken(service, { userId: world.acme })).toMatchObject({
      status: 404,
      text: expect.stringContaining('USER_NOT_FOUND'),
    });
    expect((await userToken(service, { userId: 'ada' })).status).toBe(400);
    world.roq.setUser(world.ada, { active: false });
    expect((await userToken(service)).status).toBe(401);
  });
});

describe('GraphQL refuses', () => {
  test('"Bearer undefined", no bearer, and a wrong key beside a good bearer', async () => {
    const service = tokenIn(await serviceToken());
    expect((await access(service)).text).toContain('"userInvite"');
    for (const [bearer, basic] of [['undefined'], [''], [service, `${world.roq.environmentId}:wrong`]] as [
      string,
      string?,
    ][]) {
      const { status, text } = await access(bearer, basic);
      expect(status).toBe(200);
      expect(JSON.parse(text).errors[0].extensions).toMatchObject({
        code: 'UNAUTHORIZED',
        response: { statusCode: 401, errorCode: 'UNAUTHORIZED_EXCEPTION' },
      });
    }
  });

  test('the token of a user who was deactivated since', async () => {
    await myInvites();
    world.roq.setUser(world.ada, { active: false });
    await expect(myInvites()).rejects.toMatchObject({ statusCode: 401 });
  });

  test('every token issued before a revocation, until the SDK forgets it', async () => {
    await myInvites();
    world.roq.revokeTokens();
    for (let call = 0; call < 2; call += 1) await expect(myInvites()).rejects.toMatchObject({ statusCode: 401 });
    const cache = (world.platform.authorization as unknown as { cache: { flushAll(): void } }).cache;
    cache.flushAll();
    expect((await myInvites()).userInvites.totalCount).toBe(4);
  });
});

describe('what the SDK makes of a broken token endpoint', () => {
  test('a refusal becomes "Bearer undefined", first for the user token, then on GraphQL', async () => {
    const wrong = new Platform({ host: world.roq.url, environmentId: world.roq.environmentId, apiKey: 'wrong' });
    await expect(wrong.asUser(world.ada).userInvites()).rejects.toMatchObject({
      statusCode: 401,
      errorCode: 'UNAUTHORIZED_EXCEPTION',
    });
    expect(world.roq.requests().map((request) => [request.operation, request.status, request.asWhom])).toEqual([
      ['token:service', 401, null],
      ['token:user', 401, null],
      ['userInvites', 200, null],
    ]);
  });

  test.each([
    ['token-html', /Unexpected token/],
    ['token-empty', /Unexpected end of JSON/],
    ['token-null', /Cannot destructure/],
    ['token-401', /Unauthorized/],
    ['token-500', /Unauthorized/],
  ] as const)('%s throws once and is over with the fault', async (kind, message) => {
    world.roq.faults.set([{ kind, operation: 'token:service', times: 1 }]);
    await expect(myInvites()).rejects.toThrow(message);
    expect((await myInvites()).userInvites.totalCount).toBe(4);
  });

  test('an opaque token poisons the cache for good', async () => {
    world.roq.faults.set([{ kind: 'token-opaque', operation: 'token:user', times: 1 }]);
    await expect(myInvites()).rejects.toMatchObject({ statusCode: 401 });
    for (let call = 0; call < 2; call += 1) await expect(myInvites()).rejects.toThrow('Invalid JWT');
    expect(world.roq.requests().filter((request) => request.operation === 'token:user')).toHaveLength(1);
  });
});

test('the log of requests tells who asked what, and no key or token', async () => {
  const invites = invitesFrom(world.ada, world.acme, ['new@acme.test'], ['member']);
  await world.platform.asUser(world.ada).sendUserInvites(invites, { 'request-id': 'r-17' });
  const log = world.roq.requests();
  expect(log.map(({ operation, asWhom, status }) => [operation, asWhom, status])).toEqual([
    ['token:service', 'service', 201],
    ['token:user', world.ada, 201],
    ['sendUserInvites', world.ada, 200],
  ]);
  expect(log[2]).toMatchObject({ requestId: 'r-17', variables: invites });
  expect(JSON.stringify(log)).not.toContain(world.roq.apiKey);
});
