import { createContext } from 'preact';
import type { SeenMessage, SeenView } from '../../page-state.ts';
import { act, type Outcome } from '../api.ts';
import { attempt } from '../deeds.ts';
import { me } from '../state.ts';

/** One input's state as Slack keeps it; which keys are there depends on the element. */
export interface FieldState {
  value?: string | null;
  selected_option?: { value: string } | null;
  selected_options?: { value: string }[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  selected_date?: string | null;
  selected_time?: string | null;
  selected_date_time?: number | null;
  files?: { id: string; name: string }[];
}

/** The message or view in which elements stand, and how one acts there. */
export interface Surface {
  place: { viewId: string } | { channel: string; ts: string };
  values: Record<string, Record<string, FieldState | undefined> | undefined>;
  errors: Record<string, string>;
}

export type ElementRef = { blockId: string; actionId: string };
export type Chosen = string | number | (string | number)[] | null;

const nowhere: Surface = { place: { viewId: '' }, values: {}, errors: {} };
export const SurfaceContext = createContext<Surface>(nowhere);
export const SurfaceProvider = SurfaceContext.Provider;

export const surfaceOfView = (view: SeenView): Surface => ({
  place: { viewId: view.id },
  values: view.values as Surface['values'],
  errors: view.errors,
});

export const surfaceOfMessage = (channel: string, message: SeenMessage): Surface => ({
  place: { channel, ts: message.ts },
  values: message.values as Surface['values'],
  errors: {},
});

export const stateIn = (surface: Surface, { blockId, actionId }: ElementRef): FieldState =>
  surface.values[blockId]?.[actionId] ?? {};

export async function press(surface: Surface, at: ElementRef, confirm: boolean): Promise<void> {
  await flush(placeKey(surface));
  await choosing.get(placeKey(surface));
  const asked = confirm ? { confirm } : {};
  await attempt(() => act('press', { user: me.value, ...surface.place, ...at, ...asked }));
}

const choosing = new Map<string, Promise<void>>();

/** One after the other on a surface: two quick ticks must not overtake each other. */
export function choose(surface: Surface, at: ElementRef, value: Chosen, confirm = false): Promise<void> {
  const key = placeKey(surface);
  const asked = confirm ? { confirm } : {};
  const send = async () => {
    await attempt(() => act('choose', { user: me.value, ...surface.place, ...at, value, ...asked }));
  };
  const chosen = (choosing.get(key) ?? Promise.resolve()).then(send);
  choosing.set(key, chosen);
  return chosen;
}

/** Hands over what was typed so far; outside of a view that is only possible all at once. */
export async function type(surface: Surface, at: ElementRef, text: string): Promise<void> {
  const { place } = surface;
  if (!('viewId' in place)) return choose(surface, at, text);
  const body = { user: me.value, viewId: place.viewId, values: { [at.blockId]: text } };
  await attempt(async () => (await act<Outcome[]>('fill', body))[0] ?? {});
}

const placeKey = ({ place }: Surface): string => ('viewId' in place ? place.viewId : place.ts);
const unsent = new Map<string, Set<() => Promise<void>>>();

/** Registers what hands over text still being typed on this surface; returns what ends that. */
export function onFlush(surface: Surface, send: () => Promise<void>): () => void {
  const key = placeKey(surface);
  const senders = unsent.get(key) ?? new Set();
  unsent.set(key, senders.add(send));
  return () => senders.delete(send);
}

/** Hands over everything typed in a view, so that a submission or a press carries it. */
export async function flush(key: string): Promise<void> {
  await Promise.all([...(unsent.get(key) ?? [])].map((send) => send()));
}
