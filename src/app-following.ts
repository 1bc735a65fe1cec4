import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { type Following, type FollowingDeps, following } from './invites/following.ts';
import { saw } from './invites/refresh.ts';
import type { SlackDeps } from './slack/deps.ts';
import { type HomeKeeper, homeKeeper } from './slack/home.ts';
import type { HomeDrawingDeps } from './slack/home-drawing.ts';
import type { ListDeps } from './slack/invite-lists.ts';
import { type MovedTenants, movedTenants } from './slack/moved-tenants.ts';
import { type OpenLists, openLists } from './slack/open-lists.ts';

type Ours =
  | 'arrivals'
  | 'turns'
  | 'environmentId'
  | 'hasKey'
  | 'moved'
  | 'onError'
  | 'homes'
  | 'snoozes'
  | 'settings'
  | 'ownDigests'
  | 'command'
  | 'log';
export type FollowingParts = Omit<FollowingDeps & HomeDrawingDeps & ListDeps, Ours> & {
  config: Config;
  log: Logger;
  store: {
    homes: HomeDrawingDeps['homes'];
    snoozes: HomeDrawingDeps['snoozes'];
    settings: HomeDrawingDeps['settings'];
    ownDigests: HomeDrawingDeps['ownDigests'];
    reconcileTurns: FollowingDeps['turns'];
    webhookArrivals: FollowingDeps['arrivals'];
  };
  failed: (what: string) => FollowingDeps['onError'];
};

/** The part of app.ts by which what people see follows ROQ: cards, digests, Homes and open lists. */
export function wireFollowing({ config, store, failed, ...shared }: FollowingParts): {
  cards: Following;
  homes: HomeKeeper;
  lists: OpenLists;
  onScreen: MovedTenants;
  saw: SlackDeps['saw'];
} {
  const { homes: kept, snoozes, settings, ownDigests } = store;
  const homes = homeKeeper({ ...shared, homes: kept, snoozes, settings, ownDigests, command: config.slack.command });
  const lists = openLists({ ...shared, settings });
  const follow = async (tenantId: string, movedAt: number) => {
    await homes.follow(tenantId, movedAt);
    await lists.follow(tenantId, movedAt);
  };
  const onScreen = movedTenants(shared.clock, follow, failed('what people look at could not follow'));
  const { moved } = onScreen;
  const cards = following({
    ...shared,
    moved,
    turns: store.reconcileTurns,
    arrivals: store.webhookArrivals,
    environmentId: config.roq.environmentId,
    hasKey: config.roq.webhookKey !== undefined,
    onError: failed('ROQ could not be followed'),
  });
  const told = { ...shared, moved };
  return { cards, homes, lists, onScreen, saw: async (tenantId, invites) => void (await saw(told, tenantId, invites)) };
}
