import { answerParent, tellParent } from '../ask-and-answer.ts';
import { answering, type Reply, type Route } from './answering.ts';
import { leanRoq } from './lean-roq.ts';
import { leanSlack } from './lean-slack.ts';
import { tally } from './tally.ts';

// The far ends of the throughput tables: the cheapest servers that the two SDKs take for Slack and ROQ.

const latency = { slack: 0, roq: 0 };
const counts = { slack: tally(), roq: tally() };
const names = new WeakMap<Reply, string>();

let told: string[] = [];
/** In one message for all that came in the same turn of the loop. */
const slack = leanSlack((id) => {
  told.push(id);
  if (told.length > 1) return;
  setImmediate(() => {
    tellParent('shown', told);
    told = [];
  });
});
const roq = leanRoq();

const counted =
  (of: 'slack' | 'roq', answer: typeof slack.answer): Route =>
  (request, body) => {
    const { name, reply } = answer(request, body);
    counts[of].begin(name);
    names.set(reply, name);
    return reply;
  };
const ended = (of: 'slack' | 'roq') => (reply: Reply) => counts[of].end(names.get(reply) ?? '');

const endedSlack = ended('slack');
const url = {
  slack: await answering(
    counted('slack', slack.answer),
    () => latency.slack,
    (reply) => {
      endedSlack(reply);
      slack.answered(reply);
    },
  ),
  roq: await answering(counted('roq', roq.answer), () => latency.roq, ended('roq')),
};
slack.listensAt(url.slack);

answerParent({
  where: () => url,
  latency: (ms: typeof latency) => void Object.assign(latency, ms),
  take: () => ({ slack: counts.slack.take(), roq: counts.roq.take() }),
  limitEdits: slack.limitEdits,
  keepFile: slack.keepFile,
  view: slack.view,
  messages: slack.messages,
  messageCount: slack.messageCount,
  standFor: roq.book.standFor,
  acceptAll: (tenants: number[]) => roq.book.acceptAll(tenants).map(({ id, tenantId }) => ({ id, tenantId })),
  clear() {
    slack.clear();
    roq.book.clear();
  },
});
process.on('SIGTERM', () => process.exit(0));
