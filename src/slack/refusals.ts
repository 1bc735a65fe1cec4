import { refusedAct } from '../invites/audit.ts';
import type { SlackIdentity } from '../people/recognize.ts';
import { ruleOf } from '../people/who-could.ts';
import type { Problem, ProblemCode } from '../problem.ts';
import { RoqError } from '../roq-error.ts';
import type { Words } from '../words/words.ts';
import type { SlackDeps } from './deps.ts';
import type { Aside } from './scene.ts';
import { askThemOffer, couldSentence } from './views/ask-them.ts';

/** Mishaps and endings that nobody decided; every other problem is a refusal, and is kept. */
const mishaps: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'view_expired',
  'address_busy',
  'address_changed',
  'draft_gone',
  'nothing_to_send',
  'file_unusable',
  'channel_unusable',
  'roq_unavailable',
  'roq_unclear',
  'roq_misconfigured',
  'slack_unavailable',
]);

type Where = { identity: SlackIdentity; requestId: string; source: string; words: () => Words };

/** Keeps each refusal in the audit log, and says who in the workspace could do what was refused. */
export const hearRefusal =
  (deps: SlackDeps, where: Where) =>
  async (problem: Problem): Promise<Aside | undefined> => {
    if (mishaps.has(problem.code)) return undefined;
    await keep(deps, where, problem);
    return others(deps, where, problem);
  };

async function keep(deps: SlackDeps, { identity, requestId, source }: Where, problem: Problem): Promise<void> {
  const person = deps.recognizer.recall(identity);
  const { inviteId, email, act, role } = problem.context;
  const text = (value: string | number | undefined) => (value === undefined ? undefined : String(value).slice(0, 300));
  await deps.audit.append([
    {
      at: deps.clock.now(),
      teamId: identity.teamId,
      tenantId: person?.tenantId ?? '',
      slackUserId: identity.userId,
      roqUserId: person?.roqUserId,
      what: refusedAct,
      inviteId: text(inviteId),
      // Of somebody in whom no ROQ user was found the address would be their own.
      email: person ? text(email) : undefined,
      reason: [problem.code, text(act), text(role)].filter(Boolean).join(' '),
      requestId,
      source,
    },
  ]);
}

async function others(deps: SlackDeps, { identity, words }: Where, problem: Problem): Promise<Aside | undefined> {
  const rule = ruleOf(problem);
  const person = deps.recognizer.recall(identity);
  if (!rule || !person) return undefined;
  try {
    const found = await deps.whoCould(person, rule);
    if (found.length === 0) return undefined;
    const names = found.map(({ name }) => name);
    return { sentence: couldSentence(words(), names), offers: askThemOffer(words(), rule, found.length) };
  } catch (error) {
    if (error instanceof RoqError) return undefined;
    throw error;
  }
}
