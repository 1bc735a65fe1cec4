import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { found, invitesFrom, postRaw, type RoqWithSdk, roqWithSdk } from './roq-platform.ts';

let world: RoqWithSdk;
beforeEach(async () => {
  world = await roqWithSdk();
});
afterEach(() => world.roq.close());

const graphql = () => `${world.roq.url}/v01/server/graphql`;
const ask = (document: string, variables?: object) =>
  world.platform.asUser(world.ada).graphqlRequest(document, variables);

describe('a body that is no GraphQL request is answered 400', () => {
  test.each([
    ['no JSON', '{"query":'],
    ['a batch', '[{"query":"{ userAccess { platform } }"}]'],
    ['variables as text', '{"query":"{ userAccess { platform } }","variables":"17"}'],
    ['variables as a list', '{"query":"{ userAccess { platform } }","variables":[]}'],
    ['a parsed document', '{"query":{"kind":"Document"}}'],
    ['an unknown operation name', '{"query":"query a { userAccess { platform } }","operationName":"b"}'],
  ])('%s', async (_name, body) => {
    expect((await postRaw(graphql(), body)).status).toBe(400);
  });

  test('an id given by position, as older documents show it, and the server lives on', async () => {
    const asAda = world.platform.asUser(world.ada);
    const id = world.inviteTo('pat@acme.test').id;
    const byPosition = asAda.cancelUserInvite(id as unknown as { userInviteId: string });
    await expect(byPosition).rejects.toMatchObject({ response: { status: 400 } });
    expect(world.inviteTo('pat@acme.test').status).toBe('pending');
    expect((await asAda.cancelUserInvite({ userInviteId: id })).cancelUserInvite.status).toBe('canceled');
  });

  test('reading by GET is refused', async () => {
    expect((await fetch(`${graphql()}?query={__typename}`)).status).toBe(404);
  });
});

describe('documents', () => {
  test('with an unknown field are refused as a whole with HTTP 400', async () => {
    const error = await ask('{ userInvites { data { validTill } } }').catch((thrown) => thrown);
    expect(error).toMatchObject({ statusCode: 400, errorCode: 'GRAPHQL_VALIDATION_FAILED' });
    expect(error.message).toContain('Cannot query field "validTill"');
  });

  test('may be four levels deep, where data does not count', async () => {
    const four = '{ userInvites { data { createdBy { tenant { users { totalCount } } } } } }';
    expect((await ask(four)).data.userInvites.data).toHaveLength(4);
    const five =
      '{ userInvites { data { createdBy { roles { data { userGroups { data { roles { totalCount } } } } } } } } }';
    await expect(ask(five)).rejects.toMatchObject({ message: "'' exceeds maximum operation depth of 4" });
  });
});

describe('wrong variables', () => {
  const oldShape = { userInvites: { tenantId: 'x', userInvites: [] } } as unknown as ReturnType<typeof invitesFrom>;
  const send = (variables: ReturnType<typeof invitesFrom>) =>
    world.platform.asUser(world.ada).sendUserInvites(variables);

  test('are an internal error that says nothing', async () => {
    await expect(send(oldShape)).rejects.toMatchObject({
      statusCode: 500,
      errorCode: 'INTERNAL_ERROR',
      message: 'Something Went Wrong. Please Try Later',
    });
  });

  test('are named under the switch', async () => {
    world.roq.setOptions({ variableErrors: 'validation' });
    await expect(send(oldShape)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('Variable "$data" of required type'),
    });
    const invites = invitesFrom(world.ada, world.acme, ['new@acme.test']);
    Object.assign(found(invites.data.userInvites[0]), { data: {} });
    await expect(send(invites)).rejects.toMatchObject({
      message: expect.stringContaining('Field "data" is not defined'),
    });
    expect(world.roq.mails()).toEqual([]);
  });
});

describe('an error answer', () => {
  const headers = async () => {
    const token = await world.platform.authorization.createUserToken(world.ada);
    const basic = Buffer.from(`${world.roq.environmentId}:${world.roq.apiKey}`).toString('base64');
    return { 'roq-platform-authorization': `Bearer ${token}`, 'roq-platform-server-authorization': `Basic ${basic}` };
  };
  const cancelAccepted = async () => {
    const id = world.inviteTo('mia@acme.test').id;
    return postRaw(graphql(), { query: `mutation { cancelUserInvite(id: "${id}") { id } }` }, await headers());
  };

  test('has HTTP status 200 and says everything in extensions.response', async () => {
    const { status, text } = await cancelAccepted();
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'Unable to cancel user invite because invite is already accepted',
          path: ['cancelUserInvite'],
          locations: [expect.anything()],
          extensions: {
            code: 'BAD_USER_INPUT',
            response: {
              statusCode: 400,
              message: 'Unable to cancel user invite because invite is already accepted',
              error: 'Bad Request',
              errorCode: 'USER_INVITE_CANCELLATION_FAILED',
              variables: { userInviteStatus: 'accepted' },
            },
          },
        },
      ],
      data: null,
    });
  });

  test('has its own HTTP status under the switch', async () => {
    world.roq.setOptions({ errorStatus: 'own' });
    expect((await cancelAccepted()).status).toBe(400);
  });
});
