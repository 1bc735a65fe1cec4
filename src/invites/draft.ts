import { z } from 'zod';
import type { Place } from '../workspaces/place.ts';

export const draftRecipient = z.object({
  /** Lower case, trimmed; what could not be read as an address keeps its `fault`. */
  email: z.string(),
  spelled: z.string().optional(),
  firstName: z.string().default(''),
  lastName: z.string().default(''),
  roleKey: z.string().optional(),
  locale: z.string().optional(),
  /** Line or position in what the person gave, from 1. */
  line: z.number().int().optional(),
  fault: z.string().optional(),
  /** The person asked to invite an expired or canceled address again. */
  again: z.boolean().optional(),
});
export type DraftRecipient = z.infer<typeof draftRecipient>;

/** Somebody of this Slack who was picked, and what the last check found to come of it; only `ask` ones are asked. */
export const draftPick = z.object({ userId: z.string(), kind: z.string().optional() });

export const draftContent = z.object({
  recipients: z.array(draftRecipient),
  picks: z.array(draftPick).optional(),
  roleKey: z.string().optional(),
  /** As typed after "as", when it matched no role (yet). */
  roleWord: z.string().optional(),
  locale: z.string().optional(),
  /** Why they should be invited, for the second person who decides. */
  reason: z.string().optional(),
  /** The name of the file some of them came from: then `line` is the line in it. */
  file: z.string().optional(),
  /** What the last check found each recipient to be, by position; only `ready` ones are sent. */
  kinds: z.array(z.string()).optional(),
});
export type DraftContent = z.infer<typeof draftContent>;

/** What somebody is about to send; a view carries only its id. */
export type Draft = {
  id: string;
  teamId: string;
  slackUserId: string;
  /** Set once the person is recognised. */
  tenantId?: string | undefined;
  /** Where the command was typed; absent for Home and global shortcuts. */
  place?: Place | undefined;
  content: DraftContent;
  revision: number;
  state: 'open' | 'sent';
  createdAt: number;
  /** Of the request it began with: see trace.ts. */
  traceparent?: string | undefined;
};

export interface DraftStore {
  create(draft: Omit<Draft, 'revision' | 'state' | 'createdAt'>): Promise<Draft>;
  find(id: string): Promise<Draft | undefined>;
  /** Replaces the content of an open draft; `undefined` when it is sent or gone. */
  update(id: string, change: { content?: DraftContent; tenantId?: string }): Promise<Draft | undefined>;
  /** Deletes drafts older than this, ms. */
  prune(createdBefore: number): Promise<number>;
}
