import type { Button, InputBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { z } from 'zod';
import { canResend, type Invite, type InviteStatus, inviteStatuses } from '../../invites/invite.ts';
import type { Overview } from '../../invites/overview.ts';
import type { Words } from '../../words/words.ts';
import { type HomeChoice, type HomeTab, homeChoice } from '../../workspaces/home.ts';
import {
  actions,
  buttonRef,
  context,
  cut,
  divider,
  escaped,
  header,
  limits,
  named,
  packed,
  plain,
  section,
} from '../kit.ts';
import { fieldChoices, type ViewValues } from '../requests.ts';
import type { HomeData } from './home.ts';
import { addressFor, boldPerson } from './invite-line.ts';

const tabs: Record<HomeTab, readonly InviteStatus[]> = {
  recent: inviteStatuses,
  pending: ['pending'],
  expired: ['expired'],
  accepted: ['accepted'],
  canceled: ['canceled'],
};
export const statusesOfTab = (tab: HomeTab): readonly InviteStatus[] => tabs[tab];
const tabNames = homeChoice.shape.tab.unwrap().options;

export const homeTabs: Record<HomeTab, ReturnType<typeof tabButton>> = {
  recent: tabButton('recent'),
  pending: tabButton('pending'),
  expired: tabButton('expired'),
  accepted: tabButton('accepted'),
  canceled: tabButton('canceled'),
};
function tabButton(tab: HomeTab) {
  return buttonRef(`home.tab.${tab}`, z.object({}));
}
const nothing = z.object({});
export const homeMine = buttonRef('home.mine', nothing);
export const homeEverybodys = buttonRef('home.everybodys', nothing);
export const homeClear = buttonRef('home.clear', nothing);
const turn = z.object({ p: z.number().int().min(0).max(1_000_000) });
export const homePrevious = buttonRef('home.previous', turn);
export const homeNext = buttonRef('home.next', turn);
export const homeResend = buttonRef('home.resend', nothing);
export const homeCancel = buttonRef('home.cancel', nothing);
export const homeFindAction = 'home.find';
export const homePickAction = 'home.pick';
const pickBlock = 'home_pick';

/** Every invite this person may see: by status and text, page by page; several can be ticked and acted on at once. */
export function homeList(words: Words, data: HomeData, overview: Overview): KnownBlock[] {
  const { home: say } = words;
  const { choice, may } = data;
  const { listed } = overview;
  const { total, page, pages } = listed;
  return [
    divider,
    header(choice.mine || !may.seeEverybodys ? say.listMine : say.list),
    actions(tabRow(words, data, overview), 'home_tabs'),
    findInput(words, choice),
    ...narrowing(words, data),
    context(say.found(say.tabs[choice.tab], total, escaped(choice.text), page + 1, pages)),
    ...(total === 0 ? [section(choice.text ? say.noneFound : say.nothing[choice.tab])] : rows(words, data, overview)),
    ...below(words, choice, overview),
  ];
}

/** The one that is shown says so in its label, not by its colour alone. */
const tabRow = ({ home: say }: Words, { choice }: HomeData, { counts }: Overview): Button[] =>
  tabNames.map((tab) => {
    const label = tab === 'recent' ? say.tabs.recent : say.tab(say.tabs[tab], counts[tab]);
    const shown = tab === choice.tab;
    const says = shown ? say.shownTab(label) : say.showTab(label);
    return homeTabs[tab].button(label, {}, { says, ...(shown ? { style: 'primary' } : {}) });
  });

function narrowing({ home: say }: Words, { choice, may }: HomeData): KnownBlock[] {
  const whose = choice.mine
    ? homeEverybodys.button(say.everybodys, {}, { says: say.everybodysSays })
    : homeMine.button(say.onlyMine, {}, { says: say.onlyMineSays });
  const elements = [...(choice.text ? [homeClear.button(say.clear, {})] : []), ...(may.seeEverybodys ? [whose] : [])];
  return elements.length > 0 ? [actions(elements, 'home_narrowing')] : [];
}

const findInput = ({ home: say }: Words, { text, round }: HomeChoice): InputBlock => ({
  type: 'input',
  block_id: `home_find.${round}`,
  dispatch_action: true,
  optional: true,
  label: plain(say.find),
  hint: plain(say.findHint),
  element: {
    type: 'plain_text_input',
    action_id: homeFindAction,
    max_length: 100,
    dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] },
    ...(text ? { initial_value: text } : {}),
  },
});

/** Whoever has accepted is only named: there is nothing to do for them. */
function rows(words: Words, data: HomeData, overview: Overview): KnownBlock[] {
  const { invites } = overview.listed;
  if (!invites.some(({ status }) => canResend(status))) {
    const line = (invite: Invite) =>
      `${boldPerson(words, invite, 'person')}\n${stateLine(words, invite, overview, named)}`;
    return packed(invites.map(line)).map((text) => section(text));
  }
  const { home: say } = words;
  const { tab, page, round } = data.choice;
  return [
    {
      type: 'input',
      block_id: `${pickBlock}.${tab}.${page}.${round}`,
      optional: true,
      label: plain(say.choose),
      element: {
        type: 'checkboxes',
        action_id: homePickAction,
        options: invites.map((invite) => option(words, invite, overview)),
      },
    },
  ];
}

/** Slack gives each of both lines 75 characters. */
const option = (words: Words, invite: Invite, overview: Overview): PlainTextOption => ({
  value: invite.id,
  text: plain(plainLine(words, invite), limits.option),
  description: plain(stateLine(words, invite, overview), limits.option),
});

const plainLine = (words: Words, { email, firstName, lastName }: Invite): string => {
  const name = `${firstName} ${lastName}`.replace(/\s+/g, ' ').trim();
  const address = addressFor(words, email, 'person');
  return name ? `${cut(name, Math.max(20, limits.option - 3 - address.length))} · ${address}` : address;
};

const stateLine = (
  { home: say, statuses }: Words,
  { status, createdAt, createdByUserId }: Invite,
  { readAt, inviters }: Overview,
  written = (name: string) => name,
): string => {
  const by = inviters.get(createdByUserId);
  return say.invited(statuses[status], readAt - createdAt, by && written(by));
};

/** What can be done with those ticked, and the other pages. */
function below(words: Words, { tab }: HomeChoice, { listed }: Overview): KnownBlock[] {
  const { surfaces, selected } = words;
  const { invites, page, pages } = listed;
  const any = (may: (invite: Invite) => boolean) => invites.some(may);
  const elements = [
    ...(tab !== 'accepted' && any(({ status }) => canResend(status))
      ? [homeResend.button(selected.resend.button, {})]
      : []),
    ...(any(({ status }) => status === 'pending') ? [homeCancel.button(selected.cancel.button, {}, danger)] : []),
    ...(page > 0 ? [homePrevious.button(surfaces.previous, { p: page - 1 }, { says: surfaces.previousSays })] : []),
    ...(page + 1 < pages ? [homeNext.button(surfaces.next, { p: page + 1 }, { says: surfaces.nextSays })] : []),
  ];
  return elements.length > 0 ? [actions(elements, 'home_below')] : [];
}
const danger = { style: 'danger' } as const;

/** The invites that are ticked, whatever else came back with them. */
export const readTicked = (values: ViewValues): string[] =>
  Object.keys(values)
    .filter((block) => block.startsWith(`${pickBlock}.`))
    .flatMap((block) => fieldChoices(values, block));
