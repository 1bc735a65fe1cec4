import { beforeEach, describe, expect, test } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { Link, Person } from '../../src/people/person.ts';
import { type Rule, ruleOf, type WhoCould, whoCould } from '../../src/people/who-could.ts';
import { Problem } from '../../src/problem.ts';
import { RoqError } from '../../src/roq-error.ts';

const person = (slackUserId: string, tenantId = 'acme'): Person => ({
  ...{ teamId: 'T1', slackUserId, roqUserId: `roq-${slackUserId}`, tenantId, name: slackUserId, email: '' },
  ...{ timeZone: 'UTC', locale: 'en' },
});
const link = (slackUserId: string): Link => ({
  ...{ teamId: 'T1', slackUserId, roqUserId: `roq-${slackUserId}`, tenantId: 'acme' },
  ...{ proof: 'code', linkedAt: 0, checkedAt: 0 },
});
const mia = person('mia');
const invite: Rule = { name: 'invite' };

describe('who could do it', () => {
  let clock: SandboxClock;
  let links: Link[];
  let recognized: string[];
  let asked: string[];
  let find: WhoCould;
  const may = new Set<string>();
  beforeEach(() => {
    clock = sandboxClock({ frozenAt: 0 });
    [links, recognized, asked] = [[], [], []];
    may.clear();
    find = whoCould({
      clock,
      people: { ofTenant: async (_team, _tenant, limit) => links.slice(0, limit) },
      recognizer: {
        async recognize({ userId }) {
          recognized.push(userId);
          if (userId === 'gone') throw new Problem('access_lost');
          if (userId === 'slow') return new Promise(() => {});
          return person(userId, userId === 'moved' ? 'globex' : 'acme');
        },
      },
      authority: {
        async allow({ roqUserId }) {
          asked.push(roqUserId);
          if (roqUserId === 'roq-broken') throw new RoqError({ kind: 'unavailable', operation: 'roles', sent: false });
          if (!may.has(roqUserId)) throw new Problem('forbidden', { act: 'invite' });
        },
      },
    });
  });
  const known = (...names: string[]) => {
    links = names.map(link);
  };
  const able = (...names: string[]) => {
    for (const name of names) may.add(`roq-${name}`);
  };
  const names = async (rule = invite, asker = mia) => (await find(asker, rule)).map(({ slackUserId }) => slackUserId);

  test('is asked of ROQ as each of them; who may not, is gone, moved or unclear is not named', async () => {
    known('gone', 'moved', 'broken', 'ed', 'ada', 'mia');
    able('ada', 'moved', 'gone');
    expect(await names()).toEqual(['ada']);
    expect(asked).not.toContain('roq-moved');
  });

  test('is at most three, never the asker, and no more are asked than needed', async () => {
    known('mia', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i');
    able('mia', 'a', 'b', 'c', 'd', 'e');
    expect(await names()).toEqual(['a', 'b', 'c']);
    expect(recognized).not.toContain('h');
  });

  test('is looked for among the twelve seen last', async () => {
    known(...Array.from({ length: 40 }, (_, index) => `u${index}`), 'ada');
    able('ada');
    expect(await names()).toEqual([]);
    expect(recognized).toHaveLength(12);
  });

  test('is remembered for a minute, for each rule by itself', async () => {
    known('ada');
    able('ada');
    await names();
    await names();
    expect(asked).toHaveLength(1);
    await names({ name: 'role', role: 'owner' });
    expect(asked).toHaveLength(2);
    may.clear();
    clock.advance(60_000);
    expect(await names()).toEqual([]);
  });

  test('is nobody when ROQ takes too long: a refusal does not wait for names', async () => {
    known('slow');
    const waiting = names();
    await Promise.resolve();
    clock.advance(2_000);
    expect(await waiting).toEqual([]);
  });
});

test.each([
  [new Problem('no_roles'), { name: 'invite' }],
  [new Problem('settings_forbidden'), { name: 'settings' }],
  [new Problem('role_forbidden', { role: 'owner' }), { name: 'role', role: 'owner' }],
  [new Problem('forbidden', { act: 'resend' }), { name: 'manage' }],
  [new Problem('forbidden', { act: 'see_batch' }), { name: 'see' }],
  [new Problem('forbidden', { act: 'audit' }), { name: 'audit' }],
  [new Problem('forbidden'), undefined],
  [new Problem('cooldown'), undefined],
  [new Problem('not_linked'), undefined],
])('%o is refused by the rule %o', (problem, rule) => {
  expect(ruleOf(problem)).toEqual(rule);
});
