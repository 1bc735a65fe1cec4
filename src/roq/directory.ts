import type { UserFilterArgType } from '@roq/nodejs/dist/src/generated/sdk.js';
import type { Logger } from 'pino';
import type { Actor, RoqDirectory, RoqUser } from '../people/person.ts';
import { accessAnswer, normalized, rolesAnswer, tenantAnswer, usersAnswer } from './answers.ts';
import type { Call } from './calls.ts';
import { chunks, literally, readAll, readBeside, spellings } from './paging.ts';
import { ofTenant } from './tenant-rows.ts';

export function createDirectory(call: Call, log: Logger): RoqDirectory {
  const users = async (filter: UserFilterArgType, tenantId: string | undefined): Promise<RoqUser[]> => {
    const within = tenantId === undefined ? {} : { tenantId: { equalTo: tenantId } };
    const whole = { ...filter, ...within, withDeactivated: { equalTo: true } };
    const { rows } = await readAll((limit, offset) =>
      call({
        name: 'userProfiles',
        kind: 'query',
        as: undefined,
        run: (api) => api.userProfiles({ filter: whole, limit, offset }),
        answer: usersAnswer,
      }),
    );
    return tenantId === undefined ? rows : ofTenant(tenantId, rows, log);
  };

  const usersByEmail = async (emails: readonly string[], tenantId?: string): Promise<RoqUser[]> => {
    const wanted = new Set(emails.map(normalized));
    const filters = chunks(spellings(emails)).map((valueIn): UserFilterArgType => ({ email: { valueIn } }));
    const [only] = wanted.size === 1 ? [...wanted] : [];
    // ROQ may keep capitals that nobody typed: worth a second look for one address, not for a list.
    if (only) filters.push({ email: { iLike: literally(only) } });
    const found = await collect(filters, (filter) => users(filter, tenantId));
    return found.filter((user) => wanted.has(user.email));
  };

  const usersById = (tenantId: string, ids: readonly string[]): Promise<RoqUser[]> => {
    const filters = chunks([...new Set(ids)]).map((valueIn): UserFilterArgType => ({ id: { valueIn } }));
    return collect(filters, (filter) => users(filter, tenantId));
  };

  return {
    usersByEmail,
    usersById,
    user: async ({ roqUserId, tenantId }) => (await users({ id: { equalTo: roqUserId } }, tenantId))[0],
    tenantName: (tenantId) => tenantName(tenantId, call),
    invitableRoles: (actor) => invitableRoles(actor, call),
    access: (actor) => access(actor, call, log),
  };
}

/** Each user once. */
async function collect(filters: UserFilterArgType[], read: (filter: UserFilterArgType) => Promise<RoqUser[]>) {
  const found = new Map<string, RoqUser>();
  for (const users of await readBeside(filters, read)) for (const user of users) found.set(user.id, user);
  return [...found.values()];
}

const tenantDocument = 'query tenant($id: ID!) { tenant(id: $id) { id name } }';

async function tenantName(id: string, call: Call): Promise<string> {
  const tenant = await call({
    name: 'tenant',
    kind: 'query',
    as: undefined,
    run: (api) => api.graphqlRequest(tenantDocument, { id }),
    answer: tenantAnswer,
  });
  return tenant.name;
}

const rolesDocument = `query roles($filter: RoleFilterArgType, $limit: Int, $offset: Int) {
  roles(filter: $filter, limit: $limit, offset: $offset) { data { id key name } totalCount }
}`;

async function invitableRoles(actor: Actor, call: Call) {
  const { rows } = await readAll((limit, offset) =>
    call({
      name: 'roles',
      kind: 'query',
      as: actor.roqUserId,
      run: (api) => api.graphqlRequest(rolesDocument, { filter: { invite: { equalTo: true } }, limit, offset }),
      answer: rolesAnswer,
    }),
  );
  return rows.map(({ key, name }) => ({ key, name }));
}

async function access(actor: Actor, call: Call, log: Logger) {
  const { unknown, ...scopes } = await call({
    name: 'userAccess',
    kind: 'query',
    as: actor.roqUserId,
    run: (api) => api.graphqlRequest('query userAccess { userAccess { platform } }'),
    answer: accessAnswer,
  });
  if (unknown.length > 0) log.warn({ operation: 'userAccess', unknown }, 'ROQ tells a permission in an unknown shape');
  return scopes;
}
