import { describe, expect, test } from 'vitest';
import type { ViewValues } from '../../src/slack/requests.ts';
import { readRules } from '../../src/slack/views/read-rules.ts';
import { wordsFor } from '../../src/words/words.ts';
import { defaultPolicy } from '../../src/workspaces/rules.ts';

type Field = { value?: string; one?: string; many?: string[]; channel?: string };
const values = (fields: Record<string, Field>): ViewValues => {
  const usual: Record<string, Field> = { outside_domains: { one: 'ask' }, approval_may_ask: { one: 'no' } };
  return Object.fromEntries(
    Object.entries({ ...usual, ...fields }).map(([block, { value, one, many, channel }]) => [
      block,
      {
        input: {
          type: 'any',
          value,
          selected_option: one === undefined ? undefined : { value: one },
          selected_options: many?.map((each) => ({ value: each })),
          selected_conversation: channel,
        },
      },
    ]),
  );
};
const errors = (fields: Record<string, Field>) => {
  const answer = readRules(wordsFor('en'), values(fields));
  return answer.kind === 'errors' ? answer.errors : {};
};

describe('the form of rules', () => {
  test('left empty means no rules', () => {
    expect(readRules(wordsFor('en'), values({}))).toEqual({
      kind: 'policy',
      policy: {
        ...defaultPolicy,
        cooldownMinutes: undefined,
        approval: { ...defaultPolicy.approval, channelId: undefined },
      },
    });
  });

  test('reads domains as people write them, each once', () => {
    const written = 'Acme.COM, @acme.com; *.x.io\nmünchen.de  acme.com';
    const answer = readRules(wordsFor('en'), values({ denied_domains: { value: written } }));
    expect(answer).toMatchObject({ policy: { deniedDomains: ['acme.com', '*.x.io', 'xn--mnchen-3ya.de'] } });
  });

  test.each(['acme', 'ada@acme.com', '*', '*.', 'a_b.com', 'acme.com/x', '*.*.com', 'https://acme.com', '-'])(
    'names “%s” as no domain',
    (word) => {
      expect(errors({ allowed_domains: { value: `ok.io ${word}` } })).toEqual({
        allowed_domains: `“${word}” is no domain. Please write acme.com or *.acme.com.`,
      });
    },
  );

  test.each([
    ['quota_per_day', '-1', '0 to 100,000'],
    ['pending_cap', '1.5', '0 to 1,000,000'],
    ['cooldown_minutes', '10081', '0 to 10,080'],
    ['approval_more_than', 'many', '0 to 100,000'],
    ['approval_hours', '0', '1 to 720'],
    ['approval_hours', '721', '1 to 720'],
  ])('wants a whole number in its bounds in %s, not %s', (block, value, bounds) => {
    expect(errors({ [block]: { value } })).toEqual({ [block]: `Please give a whole number from ${bounds}.` });
  });

  test('names a choice that no form of ours offers', () => {
    expect(errors({ outside_domains: { one: 'anything' }, approval_may_ask: {} })).toEqual({
      outside_domains: 'Please choose one.',
      approval_may_ask: 'Please choose one.',
    });
  });

  test('reads everything else', () => {
    const answer = readRules(
      wordsFor('en'),
      values({
        outside_domains: { one: 'refuse' },
        given_roles: { many: ['editor', 'member'] },
        quota_per_day: { value: '20' },
        cooldown_minutes: { value: '0' },
        approval_roles: { many: ['editor'] },
        approval_may_ask: { one: 'yes' },
        approval_channel: { channel: 'C1' },
        approval_hours: { value: '24' },
      }),
    );
    expect(answer).toMatchObject({
      policy: {
        outside: 'refuse',
        roleKeys: ['editor', 'member'],
        quotaPerDay: 20,
        cooldownMinutes: 0,
        approval: { roleKeys: ['editor'], mayAsk: true, channelId: 'C1', hours: 24, moreThan: 0 },
      },
    });
  });
});
