import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { slackSeed, team } from '../../sandbox/world.ts';
import { type Actor, people, type World } from './cast.ts';
import { directOf, getsWord } from './rules-steps.ts';

/** People of Acme's Slack beside the world's. */
export const more = {
  pia: { id: 'U0PIA', name: 'pia', realName: 'Pia Picked', email: 'pia@elsewhere.test' },
  bot: { id: 'U0ROBOT', name: 'robot', realName: 'Robot', isBot: true },
  gone: { id: 'U0GONE', name: 'gone', realName: 'Gone Girl', email: 'gone@acme.test', deleted: true },
  shy: { id: 'U0SHY', name: 'shy', realName: 'Shy Sy' },
  pat: { id: 'U0PAT', name: 'pat', realName: 'Pat Park', email: 'Pat@Partner.test' },
} as const;

export const withMore = {
  slackSeed: { ...slackSeed, users: [...slackSeed.users, ...Object.values(more).map((user) => ({ ...user, team }))] },
};

/** Picks people in the form and looks at the sheet. */
export async function picks(
  who: Actor,
  userIds: string[],
  fields: Record<string, string | string[]> = {},
): Promise<void> {
  await who.types('/invite');
  await who.seesModal('They join');
  await who.fills({ 'Or people in this Slack': userIds, Role: 'Editor', ...fields });
  await who.submits();
  await who.seesModal('Check before sending');
}

/** Ada picks Nina and asks her; her question. */
export async function asksNina(
  here: World,
  inviter: Actor = here.person('ada'),
  role = 'Editor',
): Promise<SeenMessage> {
  await picks(inviter, [people.nina.id], { Role: role });
  await inviter.submits();
  await inviter.seesModal('1 person was asked by direct message');
  await inviter.closes();
  return getsWord(here, here.person('nina'), 'would like to invite you');
}

/** Nina presses a button of her question. */
export const ninaPresses = (here: World, question: SeenMessage, label: string) => {
  const nina = here.person('nina');
  return nina.pressesIn(question, directOf(here, nina), label);
};
