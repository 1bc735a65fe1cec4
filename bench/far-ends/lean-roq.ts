import type { IncomingMessage } from 'node:http';
import { ok, type Reply } from './answering.ts';
import { type Filter, inviteBook } from './invite-book.ts';
import { emailOf, numbersIn, personOf, tenantId, userId } from './numbers.ts';

type Variables = {
  filter?: Filter & { id?: { equalTo?: string; valueIn?: string[] } };
  limit?: number;
  offset?: number;
  order?: { order?: string };
  data?: { tenantId: string; userInvites: SentRow[] };
  id?: string;
  userInviteId?: string;
};
type SentRow = { email: string; firstName: string; lastName: string; createdByUserId: string; roles?: string[] };

/**
 * Only what the app and the baselines ask of ROQ, told from the operation's name without reading GraphQL: the emulator
 * checks every document and every rule, which costs more than the call that is measured.
 */
export function leanRoq() {
  const book = inviteBook();
  const operations: Record<string, (variables: Variables) => unknown> = {
    ping: () => ({ __typename: 'Query' }),
    userProfiles: ({ filter = {} }) => ({ users: page(usersOf(filter)) }),
    roles: () => ({ roles: page(roles) }),
    userAccess: () => ({ userAccess: { platform: { userInvite: everything } } }),
    tenant: ({ id = '' }) => ({ tenant: { id, name: `Tenant ${numbersIn(id).n}` } }),
    userInvites: ({ filter = {}, limit = 1_000, offset = 0, order }) => ({
      userInvites: book.read(filter, limit, offset, order?.order === 'ASC'),
    }),
    sendUserInvites: ({ data }) => ({ sendUserInvitesV2: send(book, data) }),
    resendUserInvite: ({ userInviteId = '' }) => ({ resendUserInvite: book.change(userInviteId, 'pending') }),
    cancelUserInvite: ({ userInviteId = '' }) => ({ cancelUserInvite: book.change(userInviteId, 'canceled') }),
  };

  const graphql = (body: string): { name: string; reply: Reply } => {
    const { operationName, query, variables = {} } = JSON.parse(body) as Graphql;
    const name = operationName ?? /(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? '';
    const operation = operations[name];
    if (!operation)
      return { name: `unknown ${name}`, reply: { status: 400, body: '{"errors":[{"message":"unknown"}]}' } };
    return { name, reply: ok({ data: operation(variables) }) };
  };

  return {
    book,
    /** The name of what was asked, and the answer. */
    answer(request: IncomingMessage, body: string): { name: string; reply: Reply } {
      if (request.url === '/v01/authorize/serviceAccount') return { name: 'service token', reply: token('service') };
      if (request.url === '/v01/authorize') return { name: 'user token', reply: token(idIn(body)) };
      return graphql(body);
    },
  };
}

type Graphql = { operationName?: string; query: string; variables?: Variables };
const idIn = (body: string): string => (JSON.parse(body) as { userId: string }).userId;

const page = (data: readonly unknown[]) => ({ data, totalCount: data.length });
const everything = { read: 'tenant', create: 'tenant', update: 'tenant' };
const roles = ['editor', 'member', 'viewer'].map((key, at) => ({ id: `role-${at}`, key, name: `Role ${key}` }));

/** A token as the SDK can read it; nobody here checks the signature. */
function token(of: string): Reply {
  const seconds = Math.floor(Date.now() / 1_000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const accessToken = `${part({ alg: 'none' })}.${part({ roqUserId: of, iat: seconds, exp: seconds + 3_600 })}.bench`;
  return { ...ok({ accessToken }), status: 201 };
}

/** Users have ids and addresses that tell their tenant; whoever is invited is no user. */
function usersOf({ id, email }: NonNullable<Variables['filter']>): object[] {
  const byId = [...(id?.valueIn ?? []), ...(id?.equalTo ? [id.equalTo] : [])].map(numbersIn);
  const byEmail = [...(email?.valueIn ?? []), ...(email?.iLike ? [email.iLike] : [])].flatMap((each) => {
    const found = /^u(\d+)@t(\d+)\.test$/.exec(each);
    return found ? [{ n: Number(found[2]), i: Number(found[1]) }] : [];
  });
  return (id ? byId : byEmail).map(({ n, i }) => ({
    id: userId(n, i),
    tenantId: tenantId(n),
    email: emailOf(n, i),
    firstName: 'Bench',
    lastName: personOf(i),
    active: true,
    locale: 'en-US',
  }));
}

function send(book: ReturnType<typeof inviteBook>, data: Variables['data']) {
  const { n } = numbersIn(data?.tenantId ?? '');
  const rows = data?.userInvites ?? [];
  return { success: rows.map((row) => book.add(n, row)), errors: [] };
}
