import { WebAPIPlatformError } from '@slack/web-api';
import { Problem } from '../problem.ts';
import type { SlackDeps } from './deps.ts';
import { isSlackTrouble } from './post-errors.ts';
import { quiet } from './scene.ts';

/**
 * Says in a newly chosen channel what will come there; so whether the app may post is known now, and not on the next
 * morning. Throws Problem when it may not.
 */
export async function greet(
  deps: Pick<SlackDeps, 'postingClient'>,
  teamId: string,
  channelId: string,
  text: string,
): Promise<void> {
  const client = await deps.postingClient(teamId);
  await client.chat.postMessage({ channel: channelId, text, ...quiet }).catch((error: unknown) => {
    if (!(error instanceof WebAPIPlatformError) || isSlackTrouble(error)) throw error;
    throw new Problem('channel_unusable', { channel: channelId, reason: error.data.error }, { cause: error });
  });
}
