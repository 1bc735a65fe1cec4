import { afterEach, beforeEach, expect, test } from 'vitest';
import { channels, eventually, type LogLine, type World, world } from './cast.ts';
import { digestsCome, ticksFor, turnOn } from './digest-steps.ts';
import { day, inTime, invites, leaks, referencesIn } from './steps.ts';

let here: World;
beforeEach(async () => {
  here = await world();
});
afterEach(() => here.stop());

const lines = (msg: string, fields: Record<string, unknown> = {}): LogLine[] =>
  here
    .log()
    .filter((line) => line.msg === msg && Object.entries(fields).every(([name, value]) => line[name] === value));
const idsOnTheWire = (operation: string) =>
  here.roq
    .requests()
    .filter((request) => request.operation === operation)
    .map(({ requestId }) => requestId);

test('each request is one line, and its id is in every call that it makes to ROQ, also after the store', async () => {
  const ada = here.person('ada');
  await invites(ada, 'zoe@x.test as editor');
  await eventually(() => expect(lines('request')).toHaveLength(2));

  const requests = lines('request');
  expect(requests.map(({ what, ended }) => [what, ended])).toEqual([
    ['command invite', 'done'],
    ['form preflight', 'done'],
  ]);
  const [typed, sent] = requests;
  expect(typed).toMatchObject({ level: 'info', source: `command ${channels.general}`, slackUserId: ada.id });
  expect(idsOnTheWire('sendUserInvites')).toEqual([sent?.requestId]);
  expect(idsOnTheWire('userProfiles')).toContain(typed?.requestId);
  const known = requests.map(({ requestId }) => requestId);
  for (const request of here.roq.requests().filter(({ requestId }) => requestId))
    expect(known, request.operation).toContain(request.requestId);
  expect(lines('act', { requestId: sent?.requestId }).map(({ what, times }) => [what, times])).toEqual([
    ['batch.made', 1],
    ['invite.sent', 1],
  ]);
});

test('what came of twenty addresses is a line for each end, and no address is in any of them', async () => {
  const list = Array.from({ length: 20 }, (_, nth) => `person${nth}@x.test`).join(', ');
  await invites(here.person('ada'), `${list} as editor`);
  const times = lines('act', { what: 'invite.sent' }).map((line) => Number(line.times));
  expect(times.length).toBeLessThanOrEqual(2);
  expect(times.reduce((sum, each) => sum + each, 0)).toBe(20);
  expect(leaks(here.log())).toEqual([]);
});

test('a refusal is one line at info, a failure one at error with what it was, under the reference that was told', async () => {
  await here.person('mia').types('/invite zoe@x.test as editor');
  await here.person('mia').seesModal('Your role does not allow');
  await eventually(() => expect(lines('request')).toMatchObject([{ level: 'info', ended: 'forbidden' }]));

  here.roq.faults.add({ kind: 'html-200' });
  const ada = here.person('ada');
  await ada.types('/invite status');
  const [told] = referencesIn(await ada.sees(/reference/));
  await eventually(() =>
    expect(lines('request', { requestId: told })).toMatchObject([
      { level: 'error', what: 'command status', ended: 'roq_unavailable', err: { type: 'RoqError' } },
    ]),
  );
  expect(idsOnTheWire('userProfiles').map((id) => String(id).split('-')[0])).toContain(told);
});

test('what nobody asked for is told too: a digest is a line of its own', async () => {
  const ada = here.person('ada');
  await turnOn(ada);
  await ticksFor(here, day);
  await digestsCome(here, ada, 1);
  await inTime(here, () => expect(lines('posted', { kind: 'digest' })).toHaveLength(1));
});
