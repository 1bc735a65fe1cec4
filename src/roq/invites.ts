import type { Logger } from 'pino';
import type { Invite } from '../invites/invite.ts';
import type { CallOptions, InviteGateway, InvitePage, InviteQuery } from '../invites/ports.ts';
import type { Actor, Reader } from '../people/person.ts';
import { RoqError } from '../roq-error.ts';
import { cancelAnswer, invitesAnswer, type Page, resendAnswer } from './answers.ts';
import type { Call, Operation } from './calls.ts';
import { filtersFor, type InviteCriteria, orderFor } from './invite-query.ts';
import { largestPage, readAll, readBeside } from './paging.ts';
import type { Send } from './send.ts';
import { ofTenant } from './tenant-rows.ts';

export function createInvites(call: Call, send: Send, log: Logger): InviteGateway {
  const readPage = async (reader: Reader, filter: Filter, criteria: InviteCriteria, limit: number, offset: number) =>
    call({
      name: 'userInvites',
      kind: 'query',
      as: reader.roqUserId,
      run: (api) => api.userInvites({ filter, limit, offset, order: orderFor(criteria) }),
      answer: invitesAnswer,
    });

  const all = async (reader: Reader, criteria: InviteCriteria): Promise<Invite[]> => {
    const found = new Map<string, Invite>();
    const read = (filter: Filter) => readAll((limit, offset) => readPage(reader, filter, criteria, limit, offset));
    for (const { rows, complete } of await readBeside(filtersFor(reader.tenantId, criteria), read)) {
      if (!complete) log.warn({ operation: 'userInvites', seen: rows.length }, 'ROQ kept some invites hidden');
      for (const invite of ofTenant(reader.tenantId, rows, log)) found.set(invite.id, invite);
    }
    return sorted([...found.values()], criteria);
  };

  const list = async (reader: Reader, query: InviteQuery): Promise<InvitePage> => {
    const limit = Math.min(Math.max(1, query.limit), largestPage);
    const offset = query.offset ?? 0;
    const [filter, ...more] = filtersFor(reader.tenantId, query);
    if (!filter) return { invites: [], total: 0 };
    if (more.length > 0) return cut(await all(reader, query), limit, offset);
    const page: Page<Invite> = await readPage(reader, filter, query, limit, offset);
    return { invites: ofTenant(reader.tenantId, page.rows, log), total: page.total };
  };

  const resend = (actor: Actor, userInviteId: string, options: CallOptions) =>
    ownInvite(actor, call, log, {
      name: 'resendUserInvite',
      kind: 'mutation',
      as: actor.roqUserId,
      run: (api) => api.resendUserInvite({ userInviteId }),
      answer: resendAnswer,
      options,
    });

  const cancel = (actor: Actor, userInviteId: string, options: CallOptions) =>
    ownInvite(actor, call, log, {
      name: 'cancelUserInvite',
      kind: 'mutation',
      as: actor.roqUserId,
      run: (api) => api.cancelUserInvite({ userInviteId }),
      answer: cancelAnswer,
      options,
    });

  return { list, all, send, resend, cancel };
}

type Filter = ReturnType<typeof filtersFor>[number];

async function ownInvite(actor: Actor, call: Call, log: Logger, operation: Operation<Invite>): Promise<Invite> {
  const [invite] = ofTenant(actor.tenantId, [await call(operation)], log);
  if (invite) return invite;
  const { name, options } = operation;
  throw new RoqError({ kind: 'not_found', operation: name, sent: true, requestId: options?.requestId });
}

function sorted(invites: Invite[], { order }: InviteCriteria): Invite[] {
  const sign = order === 'oldest' ? 1 : -1;
  return invites.sort((a, b) => sign * (a.createdAt - b.createdAt) || (a.id < b.id ? -1 : 1));
}

const cut = (invites: Invite[], limit: number, offset: number): InvitePage => ({
  invites: invites.slice(offset, offset + limit),
  total: invites.length,
});
