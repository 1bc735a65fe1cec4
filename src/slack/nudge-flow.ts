import { actOnInvite } from '../invites/act-on-invite.ts';
import { originOf } from '../invites/audit.ts';
import { mostResends, type Nudge } from '../invites/nudge.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { nudgeData } from './draw-nudges.ts';
import { escaped, named, when } from './kit.ts';
import { knownWherePressed } from './pressed-post.ts';
import type { Scene } from './scene.ts';
import { addressFor } from './views/invite-line.ts';
import { mention, type NudgeData, nudgeAgain, nudgeNotMe } from './views/nudge.ts';

/** "I never got it": ROQ mails the invite again, as its inviter, under the rules that hold for them at this moment. */
export async function sendAgain(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const data = await nudgeToMe(deps, here, nudgeAgain.read(press.value).i);
  const { nudge: say } = here.words;
  const { nudge, batch } = data;
  await knownWherePressed(deps, here, press, keyOf(nudge));
  if (nudge.state !== 'told') return here.tell(say.over);
  if (nudge.resends >= mostResends) return here.tell(say.askThem(mention(batch)));
  await here.tell(await resend(deps, here, data).catch((error: unknown) => whyNot(here, data, error)));
}

async function resend(deps: SlackDeps, here: Scene, { nudge, batch, recipient }: NudgeData): Promise<string> {
  const { teamId, inviteId } = nudge;
  const inviter = await deps.recognizer.recognize({ teamId, userId: batch.slackUserId, homeTeamId: teamId });
  if (inviter.tenantId !== nudge.tenantId) throw new Problem('invite_not_found', { inviteId });
  const origin = { requestId: here.requestId, source: `nudge of ${here.identity.userId}` };
  const { kind } = await actOnInvite(deps, inviter, 'resend', inviteId, origin);
  await deps.nudges.resent(inviteId);
  deps.wakePosts();
  const address = escaped(addressFor(here.words, recipient.email, 'channel'));
  return kind === 'unclear' ? here.words.nudge.unclear : here.words.nudge.again(address);
}

/** Refusals are written for whoever invites; the invitee hears what concerns them. */
function whyNot({ words: { nudge: say } }: Scene, { batch }: NudgeData, error: unknown): string {
  if (!(error instanceof Problem)) throw error;
  const { mailedAt, until } = error.context;
  if (error.code === 'cooldown' && until !== undefined) return say.tooSoon(when(Number(mailedAt)), when(Number(until)));
  if (error.code === 'invite_not_pending') return say.over;
  return say.notNow(mention(batch));
}

/** "Not me": no word follows, no reminder either, and the inviter is told. */
export async function sayNotMe(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { nudge, batch, recipient } = await nudgeToMe(deps, here, nudgeNotMe.read(press.value).i);
  const { inviteId: subject, teamId, tenantId } = nudge;
  const redrawn = await knownWherePressed(deps, here, press, keyOf(nudge));
  const word = { key: `nudge-end:${subject}`, kind: 'nudge_end', subject, teamId, tenantId } as const;
  const stopped = await deps.nudges.stop(subject, { ...word, slackUserId: batch.slackUserId });
  if (!stopped) return here.tell(here.words.nudge.over);
  const { userId: slackUserId } = here.identity;
  await deps.unreminded.add(tenantId, await deps.addressMemory.mark(tenantId, recipient.email), slackUserId);
  const entry = { at: deps.clock.now(), teamId, tenantId, slackUserId, what: 'nudge.not_me', inviteId: subject };
  await deps.audit.append([{ ...entry, ...originOf(here) }]);
  deps.wakePosts();
  if (!redrawn) await here.tell(here.words.nudge.stopped(named(batch.tenantName)));
}

const keyOf = ({ inviteId }: Nudge): string => `nudge:${inviteId}`;

/** The nudge, when it was sent to whoever presses; nobody else's press counts. */
async function nudgeToMe(deps: SlackDeps, { identity }: Scene, inviteId: string): Promise<NudgeData> {
  const data = await nudgeData(deps, inviteId);
  const { teamId, inviteeId } = data?.nudge ?? {};
  const mine = teamId === identity.teamId && inviteeId === identity.userId && identity.homeTeamId === identity.teamId;
  if (!data || !mine) throw new Problem('invite_not_found');
  return data;
}
