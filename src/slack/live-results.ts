import type { WebClient } from '@slack/web-api';
import type { AlarmClock } from '../clock.ts';
import type { Batch, BatchStore } from '../invites/batch.ts';
import { asText } from './kit.ts';
import type { Languages } from './languages.ts';
import { resultOf } from './results.ts';
import { inviteResult } from './views/invite-result.ts';

export type LiveResultsDeps = {
  batches: BatchStore;
  clock: AlarmClock;
  languages: Pick<Languages, 'of'>;
  clientFor: (teamId: string) => Promise<WebClient>;
  onError: (error: unknown) => void;
};

/** A large batch redraws its modal no oftener than this, ms; views.update has a limit per minute. */
const pauseMs = 1_200;
const small = 20;

/**
 * Keeps the modal of a sender in step with their batch while it is open: at most one update under way per batch, and
 * after it the newest state. Best effort: the card is what stays.
 */
export function liveResults(deps: LiveResultsDeps): (batch: Batch) => void {
  const drawing = new Map<string, { again: boolean }>();

  const draw = async (batch: Batch, viewId: string): Promise<void> => {
    const client = await deps.clientFor(batch.teamId);
    const words = deps.languages.of({ teamId: batch.teamId, userId: batch.slackUserId });
    const view = inviteResult(words, await resultOf(deps.batches, batch.id));
    // A closed modal is no loss: the card tells the same.
    await client.views.update({ view_id: viewId, view: asText(view) }).catch(() => undefined);
  };
  const run = async (batch: Batch, viewId: string): Promise<void> => {
    const state = { again: true };
    drawing.set(batch.id, state);
    try {
      while (state.again) {
        state.again = false;
        await draw(batch, viewId);
        if (batch.total > small) await new Promise<void>((resolve) => void deps.clock.after(pauseMs, resolve));
      }
    } finally {
      drawing.delete(batch.id);
    }
  };

  return (batch) => {
    if (!batch.viewId) return;
    const state = drawing.get(batch.id);
    if (state) state.again = true;
    else run(batch, batch.viewId).catch(deps.onError);
  };
}
