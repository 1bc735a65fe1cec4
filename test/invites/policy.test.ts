import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enforce } from '../../src/invites/enforce.ts';
import { covers, judge, judgeTogether, type Verdict } from '../../src/invites/policy.ts';
import { defaultPolicy, type PolicySettings, policySettings } from '../../src/workspaces/rules.ts';

const policy = (change: Partial<PolicySettings> = {}): PolicySettings => ({ ...defaultPolicy, ...change });
const approval = (change: Partial<PolicySettings['approval']>): Partial<PolicySettings> => ({
  approval: { ...defaultPolicy.approval, ...change },
});
const ada = { email: 'ada@acme.com', roleKey: 'editor' };

describe('one invite', () => {
  test.each<[string, Partial<PolicySettings>, Verdict]>([
    ['without rules', {}, { kind: 'allowed', warned: false }],
    ['of a warned domain', { warnedDomains: ['acme.com'] }, { kind: 'allowed', warned: true }],
    ['of a denied domain', { deniedDomains: ['acme.com'] }, { kind: 'denied', why: 'domain' }],
    ['of an allowed domain', { allowedDomains: ['x.io', 'acme.com'] }, { kind: 'allowed', warned: false }],
    ['of another domain', { allowedDomains: ['x.io'] }, { kind: 'approval', why: 'outside' }],
    ['of another, refused', { allowedDomains: ['x.io'], outside: 'refuse' }, { kind: 'denied', why: 'outside' }],
    ['with a role not from Slack', { roleKeys: ['member'] }, { kind: 'denied', why: 'role' }],
    ['with a role from Slack', { roleKeys: ['editor'] }, { kind: 'allowed', warned: false }],
    ['with a role for two', approval({ roleKeys: ['editor'] }), { kind: 'approval', why: 'role' }],
    [
      'allowed and denied at once',
      { allowedDomains: ['acme.com'], deniedDomains: ['acme.com'] },
      { kind: 'denied', why: 'domain' },
    ],
  ])('%s', (_name, change, verdict) => {
    expect(judge(policy(change), ada)).toEqual(verdict);
  });

  test('whose role ROQ chose is judged by its domain alone', () => {
    expect(judge(policy({ roleKeys: ['member'] }), { email: 'ada@acme.com' })).toMatchObject({ kind: 'allowed' });
  });
});

describe('domains', () => {
  test.each([
    ['acme.com', 'acme.com', true],
    ['acme.com', 'mail.acme.com', false],
    ['*.acme.com', 'mail.acme.com', true],
    ['*.acme.com', 'a.b.acme.com', true],
    ['*.acme.com', 'acme.com', false],
    ['acme.com', 'notacme.com', false],
    ['*.acme.com', 'notacme.com', false],
    ['acme.com', 'acme.com.evil.test', false],
  ])('%s covers %s: %s', (entry, domain, yes) => {
    expect(covers([entry], domain)).toBe(yes);
  });
});

const domain = fc.constantFrom('a.io', 'b.io', 'x.a.io', 'c.org', '*.a.io');
const plainDomain = fc.constantFrom('a.io', 'b.io', 'x.a.io', 'c.org', 'd.net');
const role = fc.constantFrom('owner', 'admin', 'editor', 'member');
const policies: fc.Arbitrary<PolicySettings> = fc.record({
  allowedDomains: fc.array(domain, { maxLength: 2 }),
  outside: fc.constantFrom('ask', 'refuse'),
  warnedDomains: fc.array(domain, { maxLength: 2 }),
  deniedDomains: fc.array(domain, { maxLength: 2 }),
  roleKeys: fc.array(role, { maxLength: 2 }),
  quotaPerDay: fc.nat(10),
  pendingCap: fc.nat(10),
  approval: fc.record({
    roleKeys: fc.array(role, { maxLength: 2 }),
    moreThan: fc.nat(4),
    mayAsk: fc.boolean(),
    hours: fc.integer({ min: 1, max: 72 }),
  }),
});
const rows = fc.array(
  fc.record({
    email: fc.tuple(fc.constantFrom('ada', 'bob'), plainDomain).map((parts) => parts.join('@')),
    roleKey: role,
  }),
  { maxLength: 8 },
);

describe('any rules and any list', () => {
  test('a denied domain goes nowhere, whatever else is allowed', () => {
    fc.assert(
      fc.property(policies, rows, fc.boolean(), (rules, list, mayOnlyAsk) => {
        for (const [index, verdict] of judgeTogether(rules, list, mayOnlyAsk).entries()) {
          const at = list[index]?.email.split('@')[1] ?? '';
          if (covers(rules.deniedDomains, at)) expect(verdict).toEqual({ kind: 'denied', why: 'domain' });
        }
      }),
    );
  });

  test('nothing of a person who may only ask goes by itself', () => {
    fc.assert(
      fc.property(policies, rows, (rules, list) => {
        expect(judgeTogether(rules, list, true).map(({ kind }) => kind)).not.toContain('allowed');
      }),
    );
  });

  test('what goes together is never freer than each by itself, and never more than may go at once', () => {
    fc.assert(
      fc.property(policies, rows, (rules, list) => {
        const together = judgeTogether(rules, list, false);
        const free = together.filter(({ kind }) => kind === 'allowed').length;
        if (rules.approval.moreThan > 0) expect(free).toBeLessThanOrEqual(rules.approval.moreThan);
        for (const [index, verdict] of together.entries()) {
          const alone = judge(rules, list[index] ?? ada);
          if (alone.kind !== 'allowed') expect(verdict).toEqual(alone);
        }
      }),
    );
  });

  test('what the sheet lets through passes at the act, and nothing else does', () => {
    fc.assert(
      fc.property(policies, rows, fc.boolean(), (rules, list, mayOnlyAsk) => {
        const verdicts = judgeTogether(rules, list, mayOnlyAsk);
        const of = (kind: Verdict['kind']) => list.filter((_, index) => verdicts[index]?.kind === kind);
        const [ready, asked, denied] = [of('allowed'), of('approval'), of('denied')];
        expect(() => enforce(rules, { ready, asked, mayOnlyAsk })).not.toThrow();
        for (const row of denied) {
          expect(() => enforce(rules, { ready: [row], asked: [], mayOnlyAsk })).toThrow();
          expect(() => enforce(rules, { ready: [], asked: [row], mayOnlyAsk })).toThrow();
        }
        if (asked.length > 0)
          expect(() => enforce(rules, { ready: [...ready, ...asked], asked: [], mayOnlyAsk })).toThrow();
      }),
    );
  });
});

test('old settings without rules are read as having none', () => {
  expect(policySettings.parse({})).toEqual(defaultPolicy);
  expect(policySettings.parse({ approval: { mayAsk: true } }).approval).toMatchObject({ mayAsk: true, hours: 72 });
});
