import { signal } from '@preact/signals';
import { act } from './api.ts';
import { channelId, homeTab, limit, me, mine, pane, readers } from './state.ts';

export const toast = signal<{ text: string; id: number } | null>(null);
let toasts = 0;

/** Says something at the edge of the screen; the newest replaces what was said before. */
export function say(text: string): void {
  toasts += 1;
  toast.value = { text, id: toasts };
}

const errorWords: Record<string, string> = {
  operation_timeout: 'The app took too long to answer (operation_timeout).',
  dispatch_failed: 'The app could not be reached (dispatch_failed).',
  http_service_error: 'The app answered with an error (http_service_error).',
  http_client_error: 'The app refused the request (http_client_error).',
};
export const slackSays = (error: string): string => errorWords[error] ?? error;

/** Runs a deed; what goes wrong is said, and undefined comes back. */
export async function attempt<T extends { error?: string }>(deed: () => Promise<T>): Promise<T | undefined> {
  try {
    const outcome = await deed();
    if (outcome?.error) say(slackSays(outcome.error));
    return outcome;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

export function openChannel(id: string): void {
  channelId.value = id;
  limit.value = 100;
  homeTab.value = false;
  pane.value = 'slack';
  void readers.screen();
  if (mine.value?.channels.find((channel) => channel.id === id)?.kind === 'im') void opensTab('messages');
}

/** Tells the app that one looks at it, as Slack does. */
export const opensTab = (tab: 'home' | 'messages') => attempt(() => act('openHome', { user: me.value, tab }));

export function become(user: string): void {
  me.value = user;
  limit.value = 100;
  void readers.screen();
}
