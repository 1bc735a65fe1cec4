import type { KnownBlock } from '@slack/types';
import type { Approval } from '../../invites/approval.ts';
import type { NeedyInvite, Overview } from '../../invites/overview.ts';
import type { Words } from '../../words/words.ts';
import { context, divider, header, named, section, when } from '../kit.ts';
import { showRequestButton } from './approval.ts';
import type { HomeData } from './home.ts';
import { boldPerson, inviteButtons } from './invite-line.ts';

/** Invites with buttons of their own; the rest are found in the list below. */
const shownNeedy = 5;

/** What waits for this person: requests to decide on, and invites that nobody has answered. */
export function attention(words: Words, { requests, overview, person }: HomeData): KnownBlock[] {
  const { home: say } = words;
  const needy = overview?.needy ?? [];
  const count = needy.length + requests.length;
  if (count === 0) return overview ? [divider, header(say.attention), section(say.nothingNeeded)] : [];
  return [
    divider,
    header(say.attentionOf(count, overview?.maybeMore ?? false)),
    ...requests.map((request) => requestRow(words, request, person.slackUserId)),
    ...(overview ? needy.slice(0, shownNeedy).flatMap((each) => needyRow(words, each, overview)) : []),
    ...(needy.length > shownNeedy || overview?.maybeMore ? [context(say.moreBelow)] : []),
  ];
}

function requestRow({ home: say }: Words, request: Approval, viewer: string): KnownBlock {
  const { id, requesterName, recipients, roleName, createdAt, slackUserId } = request;
  const [role, since] = [named(roleName), when(createdAt)];
  const text =
    slackUserId === viewer
      ? say.asked(recipients.length, role, since)
      : say.asks(named(requesterName), recipients.length, role, since);
  const accessory = showRequestButton.button(say.show, { a: id, p: 0 }, { says: say.showRequestOf(requesterName) });
  return section(text, { accessory });
}

function needyRow(words: Words, { invite, since }: NeedyInvite, { inviters, readAt }: Overview): KnownBlock[] {
  const { home: say, inviteLine } = words;
  const age = readAt - since;
  const standing = invite.status === 'expired' ? say.expiredSince(age) : say.pendingSince(age);
  const by = inviters.get(invite.createdByUserId);
  const text = `${boldPerson(words, invite, 'person')}\n${inviteLine.standing(standing, when(invite.createdAt), by && named(by))}`;
  const buttons = inviteButtons(words, invite, 'person');
  const [only, ...others] = buttons?.elements ?? [];
  if (!buttons || !only) return [section(text)];
  return others.length === 0 && only.type === 'button'
    ? [section(text, { accessory: only })]
    : [section(text), buttons];
}
