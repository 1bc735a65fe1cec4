import type { InputBlock, KnownBlock } from '@slack/types';
import type { DraftContent } from '../../invites/draft.ts';
import { mostPicked, type PickLine, pickedIn } from '../../invites/picks.ts';
import type { Words } from '../../words/words.ts';
import { inputActionId, limits, plain, section } from '../kit.ts';
import { fieldUsers, type ViewValues } from '../requests.ts';

const block = 'people';

/** Slack people instead of addresses; Slack offers bots and guests, too, who are told apart later. */
export function peopleInput({ consent }: Words, content: Pick<DraftContent, 'picks'>): InputBlock {
  const picked = pickedIn(content);
  return {
    type: 'input',
    block_id: block,
    optional: true,
    label: plain(consent.field),
    hint: plain(consent.fieldHint),
    element: {
      type: 'multi_users_select',
      action_id: inputActionId,
      placeholder: plain(consent.choose, limits.placeholder),
      max_selected_items: mostPicked,
      ...(picked.length > 0 ? { initial_users: picked } : {}),
    },
  };
}

/** Whom the form holds; or what is wrong, as Slack's `errors`. */
export function readPicks(
  { consent }: Words,
  values: ViewValues,
): { userIds: string[]; errors: Record<string, string> } {
  const userIds = [...new Set(fieldUsers(values, block))];
  return { userIds, errors: userIds.length > mostPicked ? { [block]: consent.tooMany(mostPicked) } : {} };
}

/** On the sheet: who is asked first, and who is not and why. */
export function pickRows({ consent, sheet }: Words, picks: readonly PickLine[]): KnownBlock[] {
  const asked = picks.filter(({ kind }) => kind === 'ask');
  const out = picks.filter(({ kind }) => kind !== 'ask');
  const rows = (title: string, lines: string[], ...more: string[]) =>
    lines.length > 0 ? [section([sheet.heading(title, lines.length), ...lines, ...more].join('\n'))] : [];
  return [
    ...rows(
      consent.askedFirst,
      asked.map(({ userId }) => `• <@${userId}>`),
      `_${consent.askedFirstExplains}_`,
    ),
    ...rows(
      consent.leftOut,
      out.map(({ userId, kind }) => `• <@${userId}>: ${kind === 'ask' ? '' : consent.why[kind]}`),
    ),
  ];
}
