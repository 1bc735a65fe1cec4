import { z } from 'zod';
import type { Place } from '../workspaces/place.ts';
import type { HoldColumns, PlaceColumns } from './schema.ts';

/** Null in a column is an absent value outside the store. */
export const present = <T>(value: T | null): T | undefined => value ?? undefined;
export const nullable = <T>(value: T | undefined): T | null => value ?? null;

export const fromJson = <T>(shape: z.ZodType<T>, text: string): T => shape.parse(JSON.parse(text));
export const toJson = (value: unknown): string => JSON.stringify(value);

const channelKind = z.enum(['public', 'private', 'direct']);

export const placeColumns = (place: Place | undefined): PlaceColumns => ({
  channel_id: place?.channelId ?? null,
  channel_kind: place?.kind ?? null,
});

export const placeOf = ({ channel_id, channel_kind }: PlaceColumns): Place | undefined =>
  channel_id === null ? undefined : { channelId: channel_id, kind: channelKind.parse(channel_kind) };

/** Held by nobody, and to be taken at this time, or never. */
export const freeUntil = (dueAt: number | null): Pick<HoldColumns, 'owner' | 'due_at'> => ({
  owner: null,
  due_at: dueAt,
});
