import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { type Actor, channels, messageText, type World } from './cast.ts';
import { inTime } from './steps.ts';

/** Sets rules through the form, as a person does. */
export async function setRules(who: Actor, fields: Record<string, string | string[]>): Promise<void> {
  await opensRules(who);
  await who.fills(fields);
  await who.submits();
  await who.seesModal('Saved.');
  await who.closes();
}

export async function opensRules(who: Actor): Promise<void> {
  await who.types('/invite settings');
  await who.seesModal('Daily digest');
  await who.presses('Rules');
  await who.seesModal('What this workspace adds');
}

/** Waits for the newest card of the channel that has this button. */
export const cardWith = (here: World, who: Actor, label: string, channel: string = channels.general) =>
  inTime(here, () => {
    const card = who.messages(channel).findLast((message) => labelsOf(message).includes(label));
    if (!card) throw new Error(`no card has ${label}`);
    return card;
  });

/** Types one line of addresses and waits for the sheet. */
export async function looksAt(who: Actor, line: string, sheet: string | RegExp): Promise<void> {
  await who.types(`/invite ${line}`);
  await who.seesModal('Check before sending');
  await who.seesModal(sheet);
}

/** Uses the app once, so that it knows who they are. */
export async function shows(...people: Actor[]): Promise<void> {
  for (const who of people) {
    await who.types('/invite status');
    await who.sees('Invites to *Acme*');
  }
}

/** Waits for a direct message that says this. */
export const getsWord = (here: World, who: Actor, text: string): Promise<SeenMessage> =>
  inTime(here, () => {
    const message = who.directMessages().findLast((each) => messageText(each).includes(text));
    if (!message)
      throw new Error(`no word says ${text}; seen: ${who.directMessages().map(messageText).join('\n--\n')}`);
    return message;
  });

export const directOf = (here: World, who: Actor): string => here.slack.directMessage(who.id);
export const labelsOf = ({ blocks }: SeenMessage): string[] =>
  [...JSON.stringify(blocks).matchAll(/"type":"button".*?"text":"([^"]+)"/g)].map((found) => found[1] ?? '');
export const mailed = (here: World): string[] => here.roq.mails().map(({ to }) => to);
