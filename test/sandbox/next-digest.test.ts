import { expect, test } from 'vitest';
import { nextDigest } from '../../sandbox/next-digest.ts';
import type { Delivery } from '../../sandbox/slack/journal.ts';

const noon = Date.UTC(2026, 9, 6, 10);
const option = (value: string) => ({ input: { type: 'static_select', selected_option: { value } } });
const days = (...values: string[]) => ({
  input: { type: 'checkboxes', selected_options: values.map((value) => ({ value })) },
});

const delivery = (change: Partial<Delivery>): Delivery => ({
  ...{ id: '1', kind: 'view_submission', name: 'own_settings', transport: 'http', team: 'T1', user: 'U1', at: noon },
  ack: { outcome: 'ok', status: 200, body: undefined, headers: {}, ms: 1 },
  payload: {},
  ...change,
});
const own = (user: string, on: string, hour: string, at = noon): Delivery => {
  const values = { own_on: option(on), own_hour: option(hour), own_days: days('1', '2', '3', '4', '5', '6', '7') };
  const view = { id: 'V1', type: 'modal', callback_id: 'own_settings', state: { values } };
  return delivery({ user, at, payload: { user: { id: user }, team: { id: 'T1' }, view } });
};
const zoneOf = (user: string) => (user === 'U1' ? 'Asia/Tokyo' : 'Europe/Berlin');
const next = (...deliveries: Delivery[]) => {
  const at = nextDigest(deliveries, noon, zoneOf);
  return at === undefined ? undefined : new Date(at).toISOString();
};

test('the next digest may be somebody’s own: from the day after it was turned on, by their clock, until they stop it', () => {
  expect(next()).toBeUndefined();
  expect(next(own('U1', 'on', '9'))).toBe('2026-10-07T00:01:00.000Z');
  expect(next(own('U1', 'on', '9'), own('U2', 'on', '1'))).toBe('2026-10-06T23:01:00.000Z');
  expect(next(own('U1', 'off', '9'))).toBeUndefined();
  const stop = delivery({ kind: 'block_actions', name: 'own_digest.stop', user: 'U2' });
  expect(next(own('U1', 'on', '9'), own('U2', 'on', '1'), stop)).toBe('2026-10-07T00:01:00.000Z');
});
