import { type Actor, viewText, type World } from './cast.ts';
import { inviteOf } from './steps.ts';

/** What a person's Home says now. */
export const homeText = (who: Actor): string => viewText(who.home());

/** The texts of every Home that was put before this person, in order. */
export const homesShown = (here: Pick<World, 'slack'>, { id }: Actor): string[] =>
  here.slack
    .calls()
    .filter((call) => call.method === 'views.publish' && call.args.user_id === id && isOk(call.answer))
    .map(({ args }) => JSON.stringify(args.view));

/** Ticks the invites of these addresses. */
export async function ticks(here: World, who: Actor, ...emails: string[]): Promise<void> {
  await who.fillsHome({ 'Choose invites': emails.map((email) => inviteOf(here, email).id) });
}

const isOk = (answer: unknown): boolean =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
