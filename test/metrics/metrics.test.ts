import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMetrics, type Metrics } from '../../src/metrics/metrics.ts';

const seriesOf = async (metrics: Metrics) =>
  (await metrics.text()).split('\n').filter((line) => line.startsWith('roq_invite_'));

function tell(metrics: Metrics, value: string): void {
  metrics.acked({ kind: value, ms: 5 });
  metrics.slackCalled({ name: value, outcome: value, ms: 5 });
  metrics.roqCalled({ name: value, outcome: value, ms: 5 });
  metrics.posted(value, value);
  metrics.ended(value, 1);
  metrics.ended(`${value}.unsure`, 1);
}

test.each([
  'ada@acme.test',
  'Ada Owens <ada@acme.test>',
  'xoxb-12-abcdefghijkl',
  'eyJhbGciOi.eyJleHAiOjF9.c2ln',
  'U0123ABCD',
  'T0ACMEACME',
  '6f9619ff-8b86-d011-b42d-00c04fc964ff',
  '1700000000.1234',
  'a"} 1\nroq_invite_fake{x="',
  'x'.repeat(10_000),
  '',
])('the value %j is never a label', async (hostile) => {
  const metrics = createMetrics();
  tell(metrics, hostile);
  const series = await seriesOf(metrics);
  expect(series.join('\n')).toContain('kind="other"');
  if (hostile) expect(series.join('\n')).not.toContain(hostile);
  for (const line of series)
    expect(line).toMatch(/^roq_invite_[a-z_]+(\{[a-z]+="[\w.+ ]*"(,[a-z]+="[\w.+ ]*")*\})? \S+$/);
});

const wordOf = (nth: number) => [...String(nth)].map((digit) => String.fromCharCode(97 + Number(digit))).join('');

test('whatever comes, the number of series stays bounded', async () => {
  const metrics = createMetrics();
  await fc.assert(
    fc.asyncProperty(fc.string(), async (value) => tell(metrics, value)),
    { numRuns: 300 },
  );
  for (let nth = 0; nth < 2_000; nth += 1) tell(metrics, wordOf(nth));
  const before = (await seriesOf(metrics)).length;
  for (let nth = 0; nth < 2_000; nth += 1) tell(metrics, `late_${wordOf(nth)}`);
  expect((await seriesOf(metrics)).length).toBe(before);
});

test('words of the program are labels as they are', async () => {
  const metrics = createMetrics();
  metrics.slackCalled({ name: 'chat.postMessage', outcome: 'ok', ms: 1_500 });
  metrics.roqCalled({ name: 'service token', outcome: 'unauthorized', ms: 20 });
  metrics.posted('batch_end', 'posted');
  const series = (await seriesOf(metrics)).join('\n');
  expect(series).toContain('roq_invite_slack_call_seconds_sum{method="chat.postMessage",outcome="ok"} 1.5');
  expect(series).toContain('roq_invite_roq_call_seconds_count{operation="service token",outcome="unauthorized"} 1');
  expect(series).toContain('roq_invite_posts_total{kind="batch_end",outcome="posted"} 1');
});
