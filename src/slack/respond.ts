import type { KnownBlock } from '@slack/types';
import type { SlackApi } from './api.ts';

/** Nobody waits longer than this for a word of ours, ms. */
const timeoutMs = 5_000;

/** Speaks through a response_url: only to the person, leaving the message they pressed in alone. */
export const respondTo =
  (api: SlackApi, responseUrl: string) =>
  async (message: { text: string; blocks?: KnownBlock[] }): Promise<void> => {
    const answer = await api.fetch(responseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'roq-invite' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, ...message }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!answer.ok) throw new Error(`response_url answered ${answer.status}`);
  };
