import { people, team } from '../../sandbox/world.ts';
import { type Actor, eventually, type World } from './cast.ts';

/** A workspace in which an e-mail address proves nothing. */
export const untrusted = { env: { TRUST_SLACK_EMAIL: 'false' } };
export const addressField = 'E-mail address of your ROQ account';
export const sentWords = 'If a ROQ account has that address, a code of 8 letters and digits is on its way there.';

/** Types the command and asks for a code; ends in the form for it. */
export async function asksForCode(who: Actor, address: string, channel?: string): Promise<void> {
  await who.types('/invite link', channel);
  await who.seesModal(addressField);
  await asksAgain(who, address);
}

/** The same from the form for the address. */
export async function asksAgain(who: Actor, address: string): Promise<void> {
  await who.fills({ [addressField]: address });
  await who.submits();
  await who.seesModal(sentWords);
}

/** The codes mailed to an address, newest last; waits until there are so many. */
export const codesIn = (here: World, address: string, count = 1): Promise<string[]> =>
  eventually(() => {
    const codes = here.roq
      .mailsTo(address)
      .flatMap(({ variables }) => (variables.code ? [String(variables.code)] : []));
    if (codes.length < count) throw new Error(`${codes.length} codes were mailed to ${address}`);
    return codes;
  });

export async function codeIn(here: World, address: string, count = 1): Promise<string> {
  const code = (await codesIn(here, address, count)).at(-1);
  if (!code) throw new Error('no code');
  return code;
}

/** Types the code into the form; what is said of it is for the caller to look at. */
export async function triesCode(who: Actor, code: string, said: string | RegExp): Promise<void> {
  await who.fills({ Code: code });
  await who.submits();
  await who.seesModal(said);
}

/** From the command to the link. */
export async function links(here: World, who: Actor, address: string, channel?: string): Promise<void> {
  await asksForCode(who, address, channel);
  await triesCode(who, await codeIn(here, address), 'Linked.');
  await who.closes();
}

/** A code that no mail holds: one letter off. */
export const notQuite = (code: string): string => `${code.slice(0, -1)}${code.endsWith('C') ? 'D' : 'C'}`;

export const roqId = (here: World, email: string): string => {
  const user = here.roq.db.users.find((each) => each.email === email);
  if (!user) throw new Error(`no ROQ user ${email}`);
  return user.id;
};

/** A form of ours as Slack would send it for a person of another workspace. */
export const strangersSubmission = (here: World, callbackId: string, fields: Record<string, string>) =>
  here.slack.deliverRaw({
    body: new URLSearchParams({
      payload: JSON.stringify({
        type: 'view_submission',
        user: { id: people.sam.id, team_id: 'T0OTHER' },
        team: { id: team },
        api_app_id: 'A0INVITE',
        view: {
          id: 'V0FORGED',
          type: 'modal',
          callback_id: callbackId,
          private_metadata: '',
          state: {
            values: Object.fromEntries(
              Object.entries(fields).map(([block, value]) => [block, { input: { type: 'plain_text_input', value } }]),
            ),
          },
        },
      }),
    }).toString(),
  });
