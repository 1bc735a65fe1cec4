import { z } from 'zod';

/** What a person has chosen to see on their Home. */
export const homeChoice = z.object({
  tab: z.enum(['recent', 'pending', 'expired', 'accepted', 'canceled']).default('recent'),
  /** Part of an address or a name; empty for everybody. */
  text: z.string().max(100).default(''),
  page: z.number().int().min(0).default(0),
  /** Only what they invited themselves. */
  mine: z.boolean().default(false),
  /** Grows when what is ticked or typed on the Home is to be cleared. */
  round: z.number().int().min(0).default(0),
});
export type HomeChoice = z.infer<typeof homeChoice>;
export type HomeTab = HomeChoice['tab'];

/** One person's Home, and what Slack shows there as far as we know. */
export type Home = {
  teamId: string;
  slackUserId: string;
  choice: HomeChoice;
  /** When it was last opened or used, ms. */
  openedAt: number;
  shown?: ShownHome | undefined;
};

export type ShownHome = {
  /** Slack's mark of this state. */
  hash: string;
  /** When its drawing began, ms; 0 for what was only put there while ROQ is being read. */
  at: number;
  /** When ROQ was read for it, ms; absent when it shows nothing of ROQ. */
  readAt?: number | undefined;
  /** Whose invites it shows. */
  of?: { tenantId: string; roqUserId: string } | undefined;
  /** The view as Slack took it, JSON; only where it shows invites. */
  view?: string | undefined;
};

export interface Homes {
  find(teamId: string, slackUserId: string): Promise<Home | undefined>;
  /** As opened or used now; made when it is new. */
  open(teamId: string, slackUserId: string): Promise<Home>;
  /** As `open`, with another choice. */
  choose(teamId: string, slackUserId: string, change: (before: HomeChoice) => HomeChoice): Promise<Home>;
  /** What Slack shows now. */
  show(teamId: string, slackUserId: string, shown: ShownHome): Promise<void>;
  /** The Homes that show invites of this tenant and were opened or used in the last `withinMs`, the latest first. */
  recent(tenantId: string, withinMs: number, limit: number): Promise<Home[]>;
  /** Forgets Homes not opened since; says how many. */
  prune(openedBefore: number): Promise<number>;
}
