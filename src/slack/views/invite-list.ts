import type { InputBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { Browsed } from '../../invites/browse.ts';
import { type Invite, type InviteStatus, inviteStatuses } from '../../invites/invite.ts';
import type { Words } from '../../words/words.ts';
import {
  actions,
  buttonRef,
  context,
  cut,
  divider,
  limits,
  modal,
  named,
  plain,
  readJson,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';
import { inviteRow, type Reminding } from './invite-line.ts';

export const inviteListId = 'invite_list';
/** The page, and whether it is one's own invites only: filters are read from the view's own fields. */
const listMetadata = z.object({ p: z.number().int().min(0), m: z.literal(true).optional() });

const block = { status: 'list_status', text: 'list_text' } as const;
export const listFilterActions = { status: 'list.status', text: 'list.text' } as const;
const turn = z.object({ p: z.number().int().min(0) });
export const listPrevious = buttonRef('list.previous', turn);
export const listNext = buttonRef('list.next', turn);

/** Pending and expired are shown together by default: both wait for somebody. */
const choices: Record<string, readonly InviteStatus[]> = {
  open: ['pending', 'expired'],
  pending: ['pending'],
  expired: ['expired'],
  accepted: ['accepted'],
  canceled: ['canceled'],
  all: inviteStatuses,
};
/** `mine`: only what the reader invited. */
export type ListChoice = { status: string; text: string; mine?: boolean | undefined };
export const isListStatus = (word: string): boolean => Object.hasOwn(choices, word);
export const statusesOf = (status: string): readonly InviteStatus[] => choices[status] ?? ['pending', 'expired'];

export function inviteList(
  words: Words,
  chosen: ListChoice,
  found: Browsed & { reminding?: Reminding | undefined },
  tenantName: string,
  note?: string,
): ModalView {
  const { inviteList: say, inviteLine } = words;
  const row = (invite: Invite) =>
    inviteRow(words, invite, found.inviters.get(invite.createdByUserId), 'person', found.reminding);
  return modal({
    callback_id: inviteListId,
    private_metadata: JSON.stringify(metadataOf(chosen, found)),
    title: say.title,
    submit: say.find,
    close: words.surfaces.close,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section((chosen.mine ? say.ownHeadline : say.headline)(named(tenantName))),
      selectInput(block.status, say.show, options(words), chosen.status, listFilterActions.status),
      textInput(words, chosen.text),
      context(say.found(inviteLine.invites(found.total), found.page + 1, found.pages, when(found.readAt))),
      ...(found.total === 0 ? [section(say.nothing)] : []),
      ...found.invites.flatMap(row),
      ...pager(words, found),
    ].slice(0, limits.modalBlocks),
  });
}

const metadataOf = ({ mine }: ListChoice, { page }: Browsed): z.input<typeof listMetadata> =>
  mine ? { p: page, m: true } : { p: page };

const options = ({ inviteList: say, statuses }: Words) => [
  choice('open', say.open),
  ...inviteStatuses.map((status) => choice(status, statuses[status])),
  choice('all', say.all),
];

const textInput = ({ inviteList: say }: Words, text: string): InputBlock => ({
  type: 'input',
  block_id: block.text,
  dispatch_action: true,
  optional: true,
  label: plain(say.find),
  hint: plain(say.findHint),
  element: {
    type: 'plain_text_input',
    action_id: listFilterActions.text,
    max_length: 100,
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    ...(text ? { initial_value: cut(text, 100) } : {}),
  },
});

function pager({ surfaces: say }: Words, { page, pages }: Browsed) {
  const elements = [
    ...(page > 0 ? [listPrevious.button(say.previous, { p: page - 1 }, { says: say.previousSays })] : []),
    ...(page + 1 < pages ? [listNext.button(say.next, { p: page + 1 }, { says: say.nextSays })] : []),
  ];
  return elements.length > 0 ? [actions(elements, 'list_pager')] : [];
}

/** What the person has chosen in the open list, and its page. Throws Problem when it is not a list of ours. */
export function readListChoice(view: {
  private_metadata: string;
  state?: { values: ViewValues } | undefined;
}): ListChoice & { page: number } {
  const values = view.state?.values ?? {};
  const { p: page, m: mine } = readJson(listMetadata, view.private_metadata);
  const [status, text] = [fieldValue(values, block.status) ?? 'open', fieldValue(values, block.text) ?? ''];
  return { status, text, mine, page };
}
