import type { ModalView } from '@slack/types';
import { browse } from '../invites/browse.ts';
import type { InviteGateway } from '../invites/ports.ts';
import type { Authority } from '../people/authority.ts';
import type { Person, RoqDirectory } from '../people/person.ts';
import type { Recognizer, SlackIdentity } from '../people/recognize.ts';
import type { TenantNames } from '../people/tenant-names.ts';
import type { Words } from '../words/words.ts';
import { inviteList, type ListChoice, statusesOf } from './views/invite-list.ts';

export type ListDeps = {
  gateway: InviteGateway;
  roq: RoqDirectory;
  recognizer: Recognizer;
  authority: Authority;
  tenantNames: TenantNames;
  clock: { now(): number };
};

/** One page of invites as this person may see them; `words` are asked for once it is known who reads. Throws Problem when they may not. May throw RoqError. */
export async function readList(
  deps: ListDeps,
  words: () => Words,
  identity: SlackIdentity,
  choice: ListChoice,
  page: number,
  note?: string,
): Promise<{ view: ModalView; person: Person; page: number; readAt: number }> {
  const person = await deps.recognizer.recognize(identity);
  await deps.authority.allow(person, { act: 'list' });
  const filter = { statuses: statusesOf(choice.status), text: choice.text, page };
  const [found, tenantName] = await Promise.all([browse(deps, person, filter), deps.tenantNames.of(person.tenantId)]);
  return { view: inviteList(words(), choice, found, tenantName, note), person, page: found.page, readAt: found.readAt };
}
