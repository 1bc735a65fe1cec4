import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { channels, eventually, type Transport, type World, world } from './cast.ts';
import { digestsCome, ticksFor, turnOn } from './digest-steps.ts';
import { day, inTime, invites, minute } from './steps.ts';

let here: World;
afterEach(() => here.stop());

const scraped = async (): Promise<string> => (await fetch(`${here.app.url}/metrics`)).text();
const value = (text: string, series: string): number =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  );

const queues = ['invites', 'acts', 'posts', 'approvals', 'consents', 'nudges', 'reminders', 'step_runs'];

describe.each<Transport>(['http', 'socket'])('a day of invites over %s', (transport) => {
  test('is counted: acks by kind, calls by outcome, what waits and for how long, and no word about anybody', async () => {
    here = await world({ transport });
    const ada = here.person('ada');
    const card = await invites(ada, 'Zoe Zed <zoe@x.test> as editor');
    await ada.pressesIn(card, channels.general, 'Refresh');
    await here.slack.settled();
    here.slack.addFaults({ kind: '429', method: 'views.open', times: 1 });
    await ada.types('/invite list');
    const limited = 'roq_invite_slack_call_seconds_count{method="views.open",outcome="limited"}';
    await eventually(async () => expect(value(await scraped(), limited)).toBe(1));
    const text = await scraped();

    expect(value(text, 'roq_invite_ack_seconds_count{kind="command"}')).toBe(2);
    expect(value(text, 'roq_invite_ack_seconds_count{kind="form"}')).toBe(1);
    expect(value(text, 'roq_invite_ack_seconds_count{kind="button"}')).toBe(1);
    expect(value(text, 'roq_invite_ack_seconds_sum{kind="command"}')).toBeLessThan(6);
    expect(value(text, 'roq_invite_slack_call_seconds_count{method="views.open",outcome="ok"}')).toBe(1);
    expect(value(text, 'roq_invite_roq_call_seconds_count{operation="sendUserInvites",outcome="ok"}')).toBe(1);
    expect(value(text, 'roq_invite_ended_total{what="invite.sent"}')).toBe(1);
    expect(value(text, 'roq_invite_posts_total{kind="batch",outcome="posted"}')).toBe(1);
    expect(value(text, 'roq_invite_unsure_total{act="invite"}')).toBe(0);
    for (const queue of queues) {
      const [depth, age] = ['depth', 'age_seconds'].map((of) =>
        value(text, `roq_invite_queue_${of}{queue="${queue}"}`),
      );
      // The card may just be drawn again.
      if (queue === 'posts') expect([depth, age].every((n) => n !== undefined && n >= 0)).toBe(true);
      else expect([depth, age], queue).toEqual([0, 0]);
    }
    expect(text).not.toContain('="other"');
    expect(text).not.toMatch(/@|zoe|ada|acme|xoxb|T0|U0|C0/i);
  });
});

test('the age of the last webhook is told, and what of ROQ does not answer', async () => {
  here = await world();
  const ada = here.person('ada');
  expect(value(await scraped(), 'roq_invite_webhook_age_seconds')).toBeNaN();
  await invites(ada, 'zoe@x.test as editor');
  await inTime(here, async () => expect(value(await scraped(), 'roq_invite_webhook_age_seconds')).not.toBeNaN());
  here.clock.advance(10 * minute);
  expect(value(await scraped(), 'roq_invite_webhook_age_seconds')).toBeGreaterThanOrEqual(10 * 60);

  here.roq.faults.add({ kind: 'down' });
  await ada.types('/invite yan@x.test as editor');
  await ada.seesModal('ROQ is not answering');
  expect(await scraped()).toMatch(
    /roq_invite_roq_call_seconds_count\{operation="[\w ]+",outcome="unavailable"\} [1-9]/,
  );
});

/** Names of metrics, with the suffixes of histograms, in an expression of Prometheus'. */
const namesIn = (expressions: readonly string[]): string[] => [
  ...new Set(expressions.flatMap((each) => each.match(/\b(?:roq_invite|nodejs|process)_[a-z0-9_]+/g) ?? [])),
];
const queuesIn = (expressions: readonly string[]): string[] =>
  expressions.flatMap((each) =>
    [...each.matchAll(/\bqueue[!=]~?"([^"]+)"/g)].flatMap(([, names = '']) => names.split('|')),
  );
const labelsIn = (expressions: readonly string[]): string[] => [
  ...new Set(expressions.flatMap((each) => [...each.matchAll(/\b(\w+)=~?"/g)].map(([, label]) => label ?? ''))),
];

const dashboard = z
  .object({ panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })) })) })
  .parse(JSON.parse(readFileSync('deploy/monitoring/grafana-dashboard.json', 'utf8')));
const alerts = z
  .object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string(), expr: z.string() })) })) })
  .parse(parse(readFileSync('deploy/monitoring/prometheus-alerts.yml', 'utf8')));

test('every metric and label that the dashboard and the five alerts name is in what the app tells', async () => {
  here = await world();
  const ada = here.person('ada');
  await invites(ada, 'zoe@x.test as editor');
  await turnOn(ada);
  await ticksFor(here, day);
  await digestsCome(here, ada, 1);
  await inTime(here, async () => expect(await scraped()).toContain('roq_invite_digests_total{outcome="posted"} 1'));
  const text = await scraped();

  const rules = alerts.groups.flatMap((group) => group.rules);
  expect(rules).toHaveLength(5);
  const expressions = [...rules, ...dashboard.panels.flatMap((panel) => panel.targets)].map(({ expr }) => expr);
  const names = namesIn(expressions);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(text, name).toMatch(new RegExp(`^${name}[{ ]`, 'm'));
  for (const queue of queuesIn(expressions)) expect(queues).toContain(queue);
  for (const label of labelsIn(expressions)) if (label !== 'job') expect(text, label).toContain(`${label}="`);
});
