import type { KnownBlock } from '@slack/types';
import { boundedCache } from '../bounded-cache.ts';
import type { SlackIdentity } from '../people/recognize.ts';
import type { Home, HomeChoice } from '../workspaces/home.ts';
import { drawnOnce, type HomeDrawingDeps, known, publish } from './home-drawing.ts';
import { section } from './kit.ts';
import { newestWins } from './newest-wins.ts';

/** Keeps the Homes of people true while they look at them. None of these throws; what fails is logged. */
export interface HomeKeeper {
  /** Shows at once what is known and then what is true; `hash` is Slack's mark of what it shows already. */
  opened(identity: SlackIdentity, hash: string | undefined): Promise<void>;
  choose(identity: SlackIdentity, change: (before: HomeChoice) => HomeChoice): Promise<void>;
  /** Says how something ended above everything else, for a minute. */
  tell(identity: SlackIdentity, message: { text: string; blocks?: KnownBlock[] }): Promise<void>;
  /** Several invites chosen there were acted on: nothing is ticked any more. */
  acted(identity: SlackIdentity): Promise<void>;
  /** Draws it again, if this person ever opened it. */
  redraw(identity: SlackIdentity): Promise<void>;
  /** Draws the Homes of this tenant again that people look at and that were read before this. */
  follow(tenantId: string, movedAt: number): Promise<void>;
}

const second = 1_000;
const minute = 60 * second;
/** Opened again within this time, it is left as it is, ms. */
const freshMs = 5 * second;
const noteMs = minute;
/** Slack does not tell who still looks at their Home: whoever used it in this time may, ms. */
const watchedMs = 10 * minute;
const mostWatched = 15;

export function homeKeeper(deps: HomeDrawingDeps): HomeKeeper {
  const [soon, soonKnown] = [newestWins(), newestWins()];
  const notes = boundedCache<{ blocks: KnownBlock[]; until: number }>(1_000);
  const keyOf = ({ teamId, userId }: SlackIdentity) => `${teamId}:${userId}`;
  const noteFor = (identity: SlackIdentity): KnownBlock[] => {
    const note = notes.get(keyOf(identity));
    return note && deps.clock.now() < note.until ? note.blocks : [];
  };
  const logged = (work: () => Promise<void>) =>
    work().catch((error: unknown) => deps.log.error({ err: error }, 'a Home could not be shown'));
  /** Whatever is asked for while it is being drawn is in the drawing after that. */
  const draw = (identity: SlackIdentity) =>
    soon(keyOf(identity), () => logged(() => publish(deps, identity, drawnOnce(deps, identity), noteFor(identity))));
  /** Unless something was shown since `before` was looked up. */
  const showKnown = (identity: SlackIdentity, before: Home) =>
    soonKnown(keyOf(identity), () =>
      logged(async () => {
        const now = await deps.homes.find(identity.teamId, identity.userId);
        if (now?.shown?.hash !== before.shown?.hash) return;
        await publish(deps, identity, (at) => known(deps, identity, at));
      }),
    );
  const choose = (identity: SlackIdentity, change: (before: HomeChoice) => HomeChoice) =>
    logged(async () => {
      await deps.homes.choose(identity.teamId, identity.userId, change);
      await draw(identity);
    });

  return {
    async follow(tenantId, movedAt) {
      for (const { teamId, slackUserId, shown } of await deps.homes.recent(tenantId, watchedMs, mostWatched)) {
        // Read since the change: it is in there.
        if (shown?.readAt !== undefined && shown.readAt > movedAt) continue;
        await draw({ teamId, userId: slackUserId, homeTeamId: teamId });
      }
    },
    choose,
    redraw: draw,
    opened: (identity, hash) =>
      logged(async () => {
        const home = await deps.homes.open(identity.teamId, identity.userId);
        if (isFresh(home, deps.clock.now())) return;
        if (!standsKnown(home) && (hash === undefined || hash !== home.shown?.hash)) await showKnown(identity, home);
        // Whoever opened it a moment earlier may have had it read meanwhile.
        const now = await deps.homes.find(identity.teamId, identity.userId);
        if (!now || !isFresh(now, deps.clock.now())) await draw(identity);
      }),
    acted: (identity) =>
      logged(async () => {
        const home = await deps.homes.find(identity.teamId, identity.userId);
        if (home) await choose(identity, (before) => ({ ...before, round: before.round + 1 }));
      }),
    async tell(identity, { text, blocks = [section(text)] }) {
      notes.set(keyOf(identity), { blocks, until: deps.clock.now() + noteMs });
      await choose(identity, (before) => before);
    },
  };
}

const isFresh = ({ shown }: Home, now: number): boolean => shown !== undefined && now - shown.at < freshMs;
/** What was known stands there, and what is true is on its way. */
const standsKnown = ({ shown }: Home): boolean => shown?.at === 0;
