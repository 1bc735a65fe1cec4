import type { KnownBlock } from '@slack/types';
import { Problem, type ProblemCode, type ProblemContext } from '../problem.ts';
import { RoqError, type RoqErrorKind } from '../roq-error.ts';
import type { ProblemFacts } from '../words/problem-facts.ts';
import type { Words } from '../words/words.ts';
import { escaped, when } from './kit.ts';
import { isSlackTrouble } from './post-errors.ts';
import { fileSentence } from './views/fault-words.ts';
import { linkOffer } from './views/link.ts';

/** The sentence of a problem. A code without one in the catalogue does not compile. */
function sentenceOf(words: Words, { code, context }: Problem, command: string): string {
  const sentences: Record<ProblemCode, (facts: ProblemFacts) => string> = words.problems;
  return sentences[code](factsOf(words, context, command));
}

function factsOf(words: Words, context: ProblemContext, command: string): ProblemFacts {
  const text = (key: string): string => escaped(String(context[key] ?? ''));
  const time = (key: string): string => (context[key] === undefined ? '' : when(Number(context[key])));
  const why = text('why');
  return {
    command,
    ...{ standing: text('standing'), act: text('act'), status: text('status'), state: text('state'), why },
    ...{ role: text('role'), email: text('email'), by: text('by'), domain: text('domain') },
    ...{ channel: `<#${text('channel')}>`, reason: text('reason'), file: fileSentence(words, why) },
    ...{ mailedAt: time('mailedAt'), until: time('until') },
    ...{ left: Number(context.left), limit: Number(context.limit), ended: context.ended !== undefined },
  };
}

const roqKinds: Record<RoqErrorKind, ProblemCode> = {
  unavailable: 'roq_unavailable',
  unauthorized: 'roq_misconfigured',
  actor_unknown: 'access_lost',
  forbidden: 'forbidden',
  validation: 'roq_unavailable',
  too_many: 'roq_unavailable',
  conflict: 'invite_not_pending',
  not_found: 'invite_not_found',
  ambiguous: 'roq_unclear',
  contract: 'roq_unavailable',
};

export type Ending = {
  sentence: string;
  /** Expected endings are logged at info, the rest as errors with the reference. */
  expected: boolean;
  code: string;
  /** What the person was told of, unless nobody knows what it was. */
  problem?: Problem;
  /** What can be pressed below the sentence. */
  offers: KnownBlock[];
};

/** What a person is told of any error; unknown ones only by their reference, which is also in the log. */
export function endingOf(words: Words, error: unknown, command: string, reference: string): Ending {
  const { troubles } = words;
  const problem = asProblem(error);
  if (!(problem instanceof Problem)) {
    return { sentence: troubles.unknown(reference), expected: false, code: 'unknown', offers: [] };
  }
  const sentence = sentenceOf(words, problem, command);
  const expected = problem === error;
  return {
    sentence: expected ? sentence : troubles.withReference(sentence, reference),
    expected,
    code: problem.code,
    problem,
    offers: endedByLink.has(problem.code) ? linkOffer(words) : [],
  };
}

const endedByLink = new Set<ProblemCode>(['link_first', 'not_linked', 'email_unknown']);

/** Failures of ROQ and of Slack as what they mean to a person; anything else as it is. */
function asProblem(error: unknown): unknown {
  if (error instanceof RoqError) return fromRoq(error);
  return isSlackTrouble(error) ? new Problem('slack_unavailable', {}, { cause: error }) : error;
}

const fromRoq = (error: RoqError): Problem =>
  new Problem(
    roqKinds[error.kind],
    { status: error.facts.inviteStatus, retryIn: error.facts.retryAfterMs },
    { cause: error },
  );
