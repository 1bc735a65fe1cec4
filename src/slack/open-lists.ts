import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { boundedCache } from '../bounded-cache.ts';
import type { SlackIdentity } from '../people/recognize.ts';
import { type ListDeps, readList } from './invite-lists.ts';
import { asText } from './kit.ts';
import type { Languages } from './languages.ts';
import type { ListChoice } from './views/invite-list.ts';

/** A list of invites in somebody's modal, as Slack shows it. */
export type ShownList = {
  viewId: string;
  /** Slack's mark of this state. */
  hash: string;
  identity: SlackIdentity;
  tenantId: string;
  choice: ListChoice;
  page: number;
  /** ms. */
  readAt: number;
};

export interface OpenLists {
  shown(list: ShownList): void;
  /** Draws the lists of this tenant again that were read before this. */
  follow(tenantId: string, movedAt: number): Promise<void>;
}

const minute = 60_000;
/** Slack does not tell when a modal is closed: whoever opened or turned a list in this time may look at it, ms. */
const watchedMs = 10 * minute;
const mostFollowed = 15;

/** Lists that people look at, as far as this process showed them. */
export function openLists(
  deps: ListDeps & {
    languages: Languages;
    clientFor: (teamId: string) => Promise<WebClient>;
    log: Pick<Logger, 'error'>;
  },
): OpenLists {
  const lists = boundedCache<ShownList & { since: number }>(1_000);
  const draw = async ({ since, ...list }: ShownList & { since: number }): Promise<void> => {
    const { identity, viewId, hash, choice, page } = list;
    const { view, readAt } = await readList(deps, () => deps.languages.of(identity), identity, choice, page);
    const client = await deps.clientFor(identity.teamId);
    const shown = await client.views.update({ view_id: viewId, hash, view: asText(view) });
    lists.set(viewId, { ...list, since, hash: shown.view?.hash ?? '', readAt });
  };
  return {
    shown: (list) => void lists.set(list.viewId, { ...list, since: deps.clock.now() }),
    async follow(tenantId, movedAt) {
      const watched = [...lists.values()].filter((list) => list.tenantId === tenantId && list.readAt <= movedAt);
      for (const list of watched.slice(0, mostFollowed)) {
        lists.delete(list.viewId);
        if (deps.clock.now() - list.since > watchedMs) continue;
        await draw(list).catch((error: unknown) => {
          if (!isOver(error)) deps.log.error({ err: error }, 'a list could not follow');
        });
      }
    },
  };
}

/** Closed, or drawn anew by its person meanwhile. */
const isOver = (error: unknown): boolean =>
  error instanceof WebAPIPlatformError && ['not_found', 'view_not_found', 'hash_conflict'].includes(error.data.error);
