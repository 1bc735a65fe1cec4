import { boundedCache } from '../bounded-cache.ts';
import type { PeopleStore, SlackDirectory } from '../people/person.ts';
import { type Words, wordsFor } from '../words/words.ts';
import type { Post } from '../workspaces/post.ts';
import type { SettingsStore } from '../workspaces/settings.ts';

type Reader = { teamId: string; userId: string };

export interface Languages {
  /** For whoever acts, by their Slack locale as far as it is known without a call; else English. */
  of(reader: Reader): Words;
  /** Has `of` know what the store remembers of somebody whom this process has not met; asks nobody else. */
  recollect(reader: Reader): Promise<void>;
  /** The same, and asks Slack where nobody knows. */
  learn(reader: Reader): Promise<void>;
  /** For a message: its reader's language when it is for one person, the workspace's when it stands in a channel. */
  ofPost(post: Post): Promise<Words>;
}

export function languages(deps: {
  directory: SlackDirectory;
  people: Pick<PeopleStore, 'find'>;
  settings: Pick<SettingsStore, 'find'>;
}): Languages {
  const { directory, people, settings } = deps;
  /** What the store said, once for each person; empty when it knows nothing. What Slack says outweighs it. */
  const stored = boundedCache<string>(5_000);
  const keyOf = ({ teamId, userId }: Reader) => `${teamId}:${userId}`;
  const localeOf = (reader: Reader) =>
    directory.recallLocale(reader.teamId, reader.userId) ?? stored.get(keyOf(reader));
  const of = (reader: Reader) => wordsFor(localeOf(reader));

  async function recollect(reader: Reader): Promise<void> {
    if (localeOf(reader) !== undefined) return;
    // Whoever cannot be found is greeted in English; the store's own failures are told where it is needed.
    const link = await people.find(reader.teamId, reader.userId).catch(() => undefined);
    stored.set(keyOf(reader), link?.locale ?? '');
  }
  async function learn(reader: Reader): Promise<void> {
    await recollect(reader);
    if (!localeOf(reader)) await directory.user(reader.teamId, reader.userId).catch(() => undefined);
  }
  return {
    of,
    recollect,
    learn,
    async ofPost({ teamId, tenantId, place, slackUserId }) {
      const forOne = !place || place.kind === 'direct';
      if (!forOne) return wordsFor((await settings.find(teamId, tenantId))?.settings.language);
      const reader = { teamId, userId: slackUserId ?? '' };
      if (slackUserId) await learn(reader);
      return of(reader);
    },
  };
}
