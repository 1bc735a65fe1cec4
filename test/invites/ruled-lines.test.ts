import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SheetLine } from '../../src/invites/preflight.ts';
import { ruledLines } from '../../src/invites/ruled-lines.ts';
import { defaultPolicy, type PolicySettings } from '../../src/workspaces/rules.ts';

const line = (email: string, kind: 'ready' | 'member' | 'bad' = 'ready'): SheetLine => ({
  kind,
  recipient: { email, firstName: '', lastName: '' },
});
const forTwo: PolicySettings = { ...defaultPolicy, approval: { ...defaultPolicy.approval, roleKeys: ['editor'] } };
const lines = fc.array(
  fc
    .tuple(fc.constantFrom<'ready' | 'member' | 'bad'>('ready', 'ready', 'member', 'bad'), fc.nat(99))
    .map(([kind, n]) => line(`p${n}@x.io`, kind)),
  { maxLength: 20 },
);
const none = { quota: Number.POSITIVE_INFINITY, cap: Number.POSITIVE_INFINITY };

test('never lets more go than quota and cap leave, in the order of the list, and forgets nobody', () => {
  fc.assert(
    fc.property(lines, fc.nat(8), fc.nat(8), (list, quota, cap) => {
      const ruled = ruledLines(list, 'editor', defaultPolicy, { quota, cap }, false);
      const ready = ruled.filter(({ kind }) => kind === 'ready').length;
      const wanted = list.filter(({ kind }) => kind === 'ready').length;
      expect(ready).toBe(Math.min(quota, cap, wanted));
      expect(ruled.map(({ recipient }) => recipient)).toEqual(list.map(({ recipient }) => recipient));
      const kinds = ruled.map(({ kind }) => kind).filter((kind) => kind === 'ready' || kind === 'over');
      expect(kinds).toEqual([...kinds].sort().reverse());
    }),
  );
});

test('leaves what is not ready as it is', () => {
  const list = [line('a@x.io', 'member'), line('b@x.io', 'bad')];
  expect(ruledLines(list, 'editor', forTwo, { quota: 0, cap: 0 }, true)).toEqual(list);
});

test('whoever waits for a second person takes of the quota, and makes no pending invite yet', () => {
  const list = [line('a@x.io'), line('b@x.io'), line('c@x.io')];
  const kinds = (quota: number, cap: number) =>
    ruledLines(list, 'editor', forTwo, { quota, cap }, false).map(({ kind }) => kind);
  expect(kinds(none.quota, 0)).toEqual(['approval', 'approval', 'approval']);
  expect(kinds(2, none.cap)).toEqual(['approval', 'approval', 'over']);
});
