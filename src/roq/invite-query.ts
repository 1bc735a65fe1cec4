import {
  OrderEnum,
  type UserInviteFilterArgType,
  UserInviteOrderSortEnum,
} from '@roq/nodejs/dist/src/generated/sdk.js';
import type { InviteQuery } from '../invites/ports.ts';
import { chunks, containing, spellings } from './paging.ts';

export type InviteCriteria = Omit<InviteQuery, 'limit' | 'offset'>;

/**
 * The criteria as ROQ's filters, always within the tenant. More than one where a list is too long for one `valueIn`;
 * none at all where a list is empty, as nothing can match (and ROQ fails on an empty `valueIn`).
 */
export function filtersFor(tenantId: string, criteria: InviteCriteria): UserInviteFilterArgType[] {
  const { statuses, ids, emails } = criteria;
  if ([statuses, ids, emails].some((list) => list?.length === 0)) return [];
  const idLists = ids ? chunks([...new Set(ids)]) : [undefined];
  const emailLists = emails ? chunks(spellings(emails)) : [undefined];
  return idLists.flatMap((idList) =>
    emailLists.map((emailList) => ({
      tenantId: { equalTo: tenantId },
      ...(idList && { id: { valueIn: idList } }),
      ...(statuses && { status: { valueIn: [...statuses] } }),
      ...emailFilter(criteria, emailList),
      ...(criteria.createdBy && { createdByUserId: { equalTo: criteria.createdBy } }),
      ...(criteria.firstNamePart && { firstName: { iLike: containing(criteria.firstNamePart) } }),
      ...(criteria.lastNamePart && { lastName: { iLike: containing(criteria.lastNamePart) } }),
    })),
  );
}

function emailFilter({ emailPart }: InviteCriteria, emails: string[] | undefined): UserInviteFilterArgType {
  if (!emails && !emailPart) return {};
  return { email: { ...(emails && { valueIn: emails }), ...(emailPart && { iLike: containing(emailPart) }) } };
}

export function orderFor({ order }: InviteCriteria) {
  return { sort: UserInviteOrderSortEnum.CreatedAt, order: order === 'oldest' ? OrderEnum.Asc : OrderEnum.Desc };
}
