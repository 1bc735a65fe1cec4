import type { ModalView } from '@slack/types';
import { browse } from '../invites/browse.ts';
import { type ExclusionDeps, excludedAmong } from '../invites/exclusions.ts';
import type { Invite } from '../invites/invite.ts';
import type { InviteGateway } from '../invites/ports.ts';
import type { Authority } from '../people/authority.ts';
import type { Person, RoqDirectory } from '../people/person.ts';
import type { Recognizer, SlackIdentity } from '../people/recognize.ts';
import type { TenantNames } from '../people/tenant-names.ts';
import type { Words } from '../words/words.ts';
import type { SettingsStore } from '../workspaces/settings.ts';
import type { Reminding } from './views/invite-line.ts';
import { inviteList, type ListChoice, statusesOf } from './views/invite-list.ts';

export type ListDeps = ExclusionDeps & {
  gateway: InviteGateway;
  roq: RoqDirectory;
  recognizer: Recognizer;
  authority: Authority;
  tenantNames: TenantNames;
  settings: Pick<SettingsStore, 'find'>;
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
  const createdBy = choice.mine ? person.roqUserId : undefined;
  const filter = { statuses: statusesOf(choice.status), text: choice.text, page, createdBy };
  const [found, tenantName] = await Promise.all([browse(deps, person, filter), deps.tenantNames.of(person.tenantId)]);
  const reminding = await remindingOf(deps, person, found.invites);
  return {
    view: inviteList(words(), choice, { ...found, reminding }, tenantName, note),
    person,
    page: found.page,
    readAt: found.readAt,
  };
}

/** Where invitees are reminded: whose invite may be taken out of it, and whose is. */
async function remindingOf(
  deps: ListDeps,
  { teamId, tenantId }: Person,
  invites: readonly Invite[],
): Promise<Reminding | undefined> {
  const settings = (await deps.settings.find(teamId, tenantId))?.settings;
  if (!settings?.reminders.on) return undefined;
  return {
    excluded: await excludedAmong(
      deps,
      tenantId,
      invites.map(({ email }) => email),
    ),
  };
}
