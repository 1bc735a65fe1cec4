import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { named } from '../../src/slack/kit.ts';
import { messageText, viewText, type World, world } from '../stories/cast.ts';
import { day, inTime, seeded, seedWith } from '../stories/steps.ts';

const hostile = `*b* <!channel> <@U0ADA> <https://evil.test|click> \u202Egnp\u2066 \`c\`\n> q ${'x'.repeat(10_000)}`;
const harmful = /<[!@#]|<https?:|[\u202A-\u202E\u2066-\u2069\u200B]/;

let here: World | undefined;
afterEach(async () => {
  expect(here?.slack.violations() ?? []).toEqual([]);
  await here?.stop();
  here = undefined;
});

/** What Slack itself would take for a mention or a link is only what this app writes: dates. */
const ours = (said: string): string => said.replaceAll(/<!date\^[^>]*>/g, '');

test('a name from ROQ with markup, mentions, turned letters and 10,000 characters is one harmless line', async () => {
  here = await world({
    roq: seedWith(seeded({ email: 'evil@x.test', firstName: hostile, lastName: hostile, ageMs: 5 * day })),
  });
  const ada = here.person('ada');
  await ada.types('/invite list evil@x.test');
  await ada.seesModal('1 invite');
  const list = ours(viewText(ada.modal()));
  await ada.closes();
  await ada.types('/invite settings');
  await ada.seesModal('Daily digest');
  await ada.presses('Send me one now');
  await inTime(here, () => expect(ada.directMessages().map(messageText).join()).toContain('evil@x.test'));
  const digest = ours(ada.directMessages().map(messageText).join('\n'));
  for (const said of [list, digest]) {
    expect(said).not.toMatch(harmful);
    const line = said.split('\n').find((each) => each.includes('evil@x.test'));
    expect(line?.length).toBeLessThan(200);
  }
});

test('whatever a name holds, in mrkdwn it is a short line that mentions, links and formats nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant(hostile)), (name) => {
      const said = named(name);
      expect(said).not.toMatch(/[<>\n\r*_~`\u202A-\u202E\u2066-\u2069]/);
      expect(said.length).toBeLessThanOrEqual(80 * 5);
    }),
    { numRuns: 500 },
  );
});
