import { afterEach, expect, test } from 'vitest';
import { type Emulated, startEmulated } from './emulated.ts';
import { failureOf } from './fake-roq.ts';

let world: Emulated | undefined;
afterEach(() => world?.close());

const mail = { to: 'ada@acme.test', template: 'SLACK_LINK_CODE', locale: 'en-GB', variables: { code: 'CDF23456' } };

test('a mail is sent once, as the service account, with its template, language and variables', async () => {
  world = await startEmulated();
  await world.roq.sendMail(mail);
  expect(world.emulator.mails()).toMatchObject([
    { to: 'ada@acme.test', template: 'SLACK_LINK_CODE', locale: 'en-GB', variables: { code: 'CDF23456' } },
  ]);
  expect(world.emulator.requests().at(-1)).toMatchObject({ operation: 'sendMail', asWhom: 'service' });
});

test.each(['commit-drop', 'commit-html-502', 'html-502'] as const)(
  'a mail whose answer is lost (%s) is never sent again',
  async (kind) => {
    world = await startEmulated();
    world.emulator.faults.add({ kind, operation: 'sendMail' });
    expect((await failureOf(world.roq.sendMail(mail))).kind).toBe('ambiguous');
    expect(world.emulator.requests().filter(({ operation }) => operation === 'sendMail')).toHaveLength(1);
  },
);

test('neither the code nor the address is in the log or in what is thrown', async () => {
  world = await startEmulated();
  world.emulator.faults.add({ kind: 'error-before', operation: 'sendMail' });
  const thrown = await failureOf(world.roq.sendMail(mail));
  expect(`${thrown.message} ${JSON.stringify(thrown.facts)} ${world.log.join('')}`).not.toMatch(/CDF23456|ada@acme/);
});
