import type { KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { ActKind } from '../../invites/act.ts';
import { canCancel, canResend, type Invite } from '../../invites/invite.ts';
import type { Words } from '../../words/words.ts';
import { context, limits, modal, packed, section, when } from '../kit.ts';
import { boldPerson } from './invite-line.ts';

export const selectedId = 'selected';
/**
 * What is to be done to which invites, and the digest in which they were chosen: ids only, of which each is asked again
 * at the act.
 */
export const selectedMetadata = z.object({
  k: z.enum(['resend', 'cancel']),
  i: z.array(z.uuid()).min(1).max(50),
  p: z.uuid().optional(),
});
/** Slack keeps 3000 characters beside a view, and an id takes 39 of them. */
export const mostSelected = 50;

export type Selection = {
  kind: ActKind;
  /** As ROQ has them now. */
  invites: readonly Invite[];
  /** Chosen, but not there for this person. */
  gone: number;
  readAt: number;
  /** The digest in which they were chosen: what expired leaves it instead of being canceled. */
  digestId?: string | undefined;
};

const fits = (kind: ActKind, { status }: Invite): boolean =>
  kind === 'resend' ? canResend(status) : canCancel(status);

/** Names how many and whom before anything is done. */
export function selectedForm(words: Words, selection: Selection): ModalView {
  const { kind, invites, gone, readAt, digestId } = selection;
  const { selected: say, surfaces } = words;
  const chosen = invites.filter((invite) => fits(kind, invite));
  const dropped = invites.filter(
    (invite) => digestId !== undefined && kind === 'cancel' && invite.status === 'expired',
  );
  const others = invites.filter((invite) => !chosen.includes(invite) && !dropped.includes(invite));
  const asked = [...chosen, ...dropped];
  const blocks: KnownBlock[] = [
    ...(chosen.length > 0 ? texts([say[kind].asks(chosen.length), ...chosen.map(lineIn(words))]) : []),
    ...(dropped.length > 0 ? texts([say.dropped, ...dropped.map(lineIn(words))]) : []),
    ...(asked.length === 0 ? [section(say[kind].none)] : []),
    ...(others.length > 0 ? texts([say.leftOut, ...others.map(stateIn(words))]) : []),
    ...(gone > 0 ? [section(say.gone(gone))] : []),
    context(words.sheet.readAt(when(readAt))),
  ];
  if (asked.length === 0) return modal({ title: say.title, close: surfaces.close, blocks });
  const carried: z.input<typeof selectedMetadata> = { k: kind, i: asked.map(({ id }) => id), p: digestId };
  return modal({
    callback_id: selectedId,
    private_metadata: JSON.stringify(carried),
    title: say.title,
    submit: say[kind].does(asked.length),
    close: surfaces.notNow,
    blocks,
  });
}

const lineIn = (words: Words) => (invite: Invite) => `• ${boldPerson(words, invite, 'person')}`;
const stateIn = (words: Words) => (invite: Invite) =>
  `• ${words.selected.inState(boldPerson(words, invite, 'person'), words.statuses[invite.status])}`;

/** What came of each. */
export function selectedEnd(
  { selected: say, surfaces }: Words,
  kind: ActKind,
  ends: readonly { done: boolean; sentence: string }[],
): ModalView {
  const done = ends.filter((end) => end.done).length;
  const blocks = [section(say[kind].did(done, ends.length)), ...texts(ends.map(({ sentence }) => sentence))];
  return modal({ title: say.title, close: surfaces.close, blocks: blocks.slice(0, limits.modalBlocks) });
}

const texts = (lines: readonly string[]): KnownBlock[] => packed(lines).map((text) => section(text));
