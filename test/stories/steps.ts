import { randomUUID } from 'node:crypto';
import type { SeedInvite } from '../../sandbox/roq/seed.ts';
import type { SeedUser } from '../../sandbox/slack/registration.ts';
import type { SeenMessage } from '../../sandbox/slack/slack-emulator.ts';
import { people, roqSeed, slackSeed, team } from '../../sandbox/world.ts';
import { type Actor, channels, eventually, type LogLine, messageText, type World } from './cast.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Tries until it does not throw, while the clock goes on a second at a time, up to `limitMs` of it. */
export async function inTime<T>(
  here: Pick<World, 'slack' | 'clock'>,
  look: () => T | Promise<T>,
  limitMs = 5 * minute,
): Promise<T> {
  let passed = 0;
  const lookAndPass = async () => {
    try {
      return await look();
    } catch (error) {
      await here.slack.settled();
      if (passed < limitMs) here.clock.advance(1_000);
      passed += 1_000;
      throw error;
    }
  };
  return eventually(lookAndPass, 60_000, () => 10);
}

/** The message as it is now says this. */
export function nowSays(who: Actor, channel: string, { ts }: SeenMessage, text: string | RegExp): SeenMessage {
  const message = who.messages(channel).find((each) => each.ts === ts);
  if (!message) throw new Error(`message ${ts} is gone`);
  const said = messageText(message);
  const fits = typeof text === 'string' ? said.includes(text) : text.test(said);
  if (!fits) throw new Error(`the message does not say ${text}, but:\n${said}`);
  return message;
}

/** Types one line and sends what is ready; the modal is closed once ROQ has answered. */
export async function oneLine(who: Actor, line: string, channel: string = channels.general): Promise<void> {
  await who.types(`/invite ${line}`, channel);
  await who.seesModal('ready');
  await who.submits();
  await who.seesModal(/sent\* to/);
  await who.closes();
}

/** The same, to the card. */
export async function invites(who: Actor, line: string, channel: string = channels.general): Promise<SeenMessage> {
  await oneLine(who, line, channel);
  return who.seesMessage(channel, 'Refresh');
}

/** An invite in the seed beside the others. */
export const seeded = (invite: Partial<SeedInvite> & { email: string }): SeedInvite => ({
  firstName: '',
  lastName: '',
  createdBy: 'ada@acme.test',
  roleKeys: ['editor'],
  tenant: 'acme',
  ageMs: hour,
  locale: 'en-US',
  ...invite,
});
export const seedWith = (...more: SeedInvite[]) => ({
  seed: { ...roqSeed, invites: [...(roqSeed.invites ?? []), ...more] },
});

/** The world's Slack with somebody changed there. */
export const slackWith = (who: keyof typeof people, change: Partial<SeedUser>) => ({
  slackSeed: {
    ...slackSeed,
    users: slackSeed.users.map((user) => (user.id === people[who].id ? { ...user, ...change } : user)),
  },
});

/** The invite of an address as ROQ has it; its newest. */
export function inviteOf(here: Pick<World, 'roq'>, email: string) {
  const invite = here.roq.db.invites
    .all()
    .filter((each) => each.email === email)
    .at(-1);
  if (!invite) throw new Error(`ROQ has no invite of ${email}`);
  return invite;
}

/** How often ROQ was asked for this since it started. */
export const asked = (here: Pick<World, 'roq'>, operation: string): number =>
  here.roq.requests().filter((request) => request.operation === operation).length;

/** A press as Slack would send it, of a button that nobody sees (any more): what a forger sends. */
export const forgedPress = (
  here: World,
  by: { user: keyof typeof people; teamId?: string },
  action: { action_id: string; value: string },
  message: { channel: string; ts: string },
) =>
  here.slack.deliverRaw({
    body: new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: people[by.user].id, team_id: by.teamId ?? team },
        team: { id: team },
        api_app_id: 'A0INVITE',
        container: { type: 'message', message_ts: message.ts, channel_id: message.channel },
        channel: { id: message.channel, name: 'general' },
        trigger_id: randomUUID(),
        actions: [{ type: 'button', block_id: 'forged', action_ts: '1.1', ...action }],
      }),
    }).toString(),
  });

/** A form as Slack would send it, with values nobody was offered: what a forger sends. */
export const forgedSubmission = (
  here: World,
  user: keyof typeof people,
  callbackId: string,
  fields: Record<string, object>,
  privateMetadata = '{}',
) =>
  here.slack.deliverRaw({
    body: new URLSearchParams({
      payload: JSON.stringify({
        type: 'view_submission',
        user: { id: people[user].id, team_id: team },
        team: { id: team },
        api_app_id: 'A0INVITE',
        view: {
          id: 'V0FORGED',
          type: 'modal',
          callback_id: callbackId,
          private_metadata: privateMetadata,
          state: {
            values: Object.fromEntries(Object.entries(fields).map(([block, field]) => [block, { input: field }])),
          },
        },
      }),
    }).toString(),
  });

/** The references a person was told. */
export const referencesIn = (said: string): string[] =>
  [...said.matchAll(/reference(?: to whoever runs this app:)? ([a-z0-9]{8})/g)].map((found) => found[1] ?? '');

/** Addresses and tokens in lines that an operator sees. */
export const leaks = (lines: readonly LogLine[]): string[] =>
  lines
    .filter((line) => line.level !== 'debug' && line.level !== 'trace')
    .map((line) => JSON.stringify(line))
    .filter((line) => /[a-z0-9]@[a-z0-9-]+\.test|xoxb-|xapp-|eyJ[\w-]{10}/i.test(line));
