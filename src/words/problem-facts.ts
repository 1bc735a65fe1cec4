/**
 * What a problem is about, ready for a sentence: foreign texts are escaped, times are as each viewer's Slack shows
 * them; what is not known is empty. Words of the code's own (`standing`, `act`, `status`, `state`, `why`) are for the
 * catalogue to translate.
 */
export type ProblemFacts = Readonly<{
  command: string;
  standing: string;
  act: string;
  status: string;
  state: string;
  why: string;
  role: string;
  email: string;
  by: string;
  domain: string;
  /** A mention of it. */
  channel: string;
  /** Slack's own code. */
  reason: string;
  /** A sentence of `faults.file`. */
  file: string;
  mailedAt: string;
  until: string;
  left: number;
  limit: number;
  ended: boolean;
}>;
