import { describe, expect, test } from 'vitest';
import { type Ask, type Powers, refusal } from '../../src/people/authority.ts';
import type { InviteAccess, Scope } from '../../src/people/person.ts';

const scopes: Scope[] = ['none', 'own', 'tenant', 'all', 'unknown'];
const ada = { roqUserId: 'roq-ada', tenantId: 'acme' };
const owners = { own: 'roq-ada', others: 'roq-bob' } as const;
const tenants = { here: 'acme', elsewhere: 'globex' } as const;
const editor = { key: 'editor', name: 'Editor' };

const powers = (access: Partial<InviteAccess>, roles = [editor]): Powers => ({
  roles,
  access: { read: 'none', create: 'none', update: 'none', ...access },
});
const codeOf = (held: Powers, ask: Ask): string => refusal(ada, held, ask)?.code ?? 'yes';

/** Whether a scope reaches invites of one's own, or of others; where ROQ does not say, it decides itself at the act. */
const reaches: Record<Scope, Record<keyof typeof owners, boolean>> = {
  none: { own: false, others: false },
  own: { own: true, others: false },
  tenant: { own: true, others: true },
  all: { own: true, others: true },
  unknown: { own: true, others: true },
};
const cases = scopes.flatMap((scope) =>
  (['own', 'others'] as const).flatMap((whose) =>
    (['here', 'elsewhere'] as const).map((where) => ({ scope, whose, where })),
  ),
);

describe.each(cases)('with the scope $scope, on what is $whose and $where', ({ scope, whose, where }) => {
  const strange = where === 'elsewhere';
  const expected = (yes: boolean) => (strange ? 'invite_not_found' : yes ? 'yes' : 'forbidden');
  const invite = { tenantId: tenants[where], createdByUserId: owners[whose], roleKeys: ['editor'] };
  const batch = { roqUserId: owners[whose], tenantId: tenants[where] };
  const reached = reaches[scope][whose];

  test('an invite is resent, canceled and snoozed by who may update it, and resent only with a role one may give', () => {
    const held = powers({ update: scope });
    expect(codeOf(held, { act: 'resend', invite })).toBe(expected(reached));
    expect(codeOf(held, { act: 'cancel', invite })).toBe(expected(reached));
    expect(codeOf(held, { act: 'snooze', invite })).toBe(expected(reached));
    const owner = { ...invite, roleKeys: ['editor', 'owner'] };
    expect(codeOf(held, { act: 'resend', invite: owner })).toBe(
      strange ? 'invite_not_found' : reached ? 'role_forbidden' : 'forbidden',
    );
    for (const act of ['cancel', 'snooze'] as const)
      expect(codeOf(held, { act, invite: owner })).toBe(expected(reached));
  });

  test('a batch is seen by who may read it, and stopped by who may update it or sent it', () => {
    expect(codeOf(powers({ read: scope }), { act: 'see_batch', ...batch })).toBe(expected(reached));
    expect(codeOf(powers({ update: scope }), { act: 'stop_batch', ...batch })).toBe(
      expected(reached || whose === 'own'),
    );
  });
});

describe.each(scopes)('with the scope %s', (scope) => {
  const everybodys = reaches[scope].others;

  test('one invites with a role one may give, and no other', () => {
    const may = scope !== 'none';
    const ask = (...roleKeys: string[]): Ask => ({ act: 'invite', roleKeys });
    expect(codeOf(powers({ create: scope }), ask('editor'))).toBe(may ? 'yes' : 'forbidden');
    expect(codeOf(powers({ create: scope }), ask())).toBe(may ? 'yes' : 'forbidden');
    expect(codeOf(powers({ create: scope }), ask('editor', 'owner'))).toBe(may ? 'role_forbidden' : 'forbidden');
    expect(codeOf(powers({ create: scope }, []), ask('editor'))).toBe(may ? 'no_roles' : 'forbidden');
  });

  test('one lists what one may read at all', () => {
    expect(codeOf(powers({ read: scope }), { act: 'list' })).toBe(scope === 'none' ? 'forbidden' : 'yes');
  });

  test('settings take power over everybody’s invites, and where ROQ does not say, a role to give', () => {
    expect(codeOf(powers({ update: scope }), { act: 'settings' })).toBe(everybodys ? 'yes' : 'settings_forbidden');
    const without = codeOf(powers({ update: scope }, []), { act: 'settings' });
    expect(without).toBe(everybodys && scope !== 'unknown' ? 'yes' : 'settings_forbidden');
  });

  test('the audit log takes sight of everybody’s invites, and where ROQ does not say, the power over settings', () => {
    const held = powers({ read: scope, update: 'own' });
    expect(codeOf(held, { act: 'audit' })).toBe(everybodys && scope !== 'unknown' ? 'yes' : 'forbidden');
    expect(codeOf(powers({ read: scope, update: 'all' }), { act: 'audit' })).toBe(everybodys ? 'yes' : 'forbidden');
  });
});
