import type { SlackDirectory } from '../people/person.ts';
import { type Words, wordsFor } from '../words/words.ts';
import type { Post } from '../workspaces/post.ts';
import type { SettingsStore } from '../workspaces/settings.ts';

export interface Languages {
  /** For whoever acts, by their Slack locale as far as it is known without a call; else English. */
  of(person: { teamId: string; userId: string }): Words;
  /** For a message: its reader's language when it is for one person, the workspace's when it stands in a channel. */
  ofPost(post: Post): Promise<Words>;
}

export function languages(deps: { directory: SlackDirectory; settings: Pick<SettingsStore, 'find'> }): Languages {
  const { directory, settings } = deps;
  /** Known from before, or asked for; who cannot be looked up, or only under an org-wide install (`E…`), reads English. */
  const localeOf = async (teamId: string, userId: string) => {
    const known = directory.recallLocale(teamId, userId);
    if (known !== undefined || teamId.startsWith('E')) return known;
    return (await directory.user(teamId, userId).catch(() => undefined))?.locale;
  };
  return {
    of: ({ teamId, userId }) => wordsFor(directory.recallLocale(teamId, userId)),
    async ofPost({ teamId, tenantId, place, slackUserId }) {
      const forOne = !place || place.kind === 'direct';
      if (forOne) return wordsFor(slackUserId && (await localeOf(teamId, slackUserId)));
      return wordsFor((await settings.find(teamId, tenantId))?.settings.language);
    },
  };
}
