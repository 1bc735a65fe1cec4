import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { people, team } from '../../sandbox/world.ts';
import { channels, eventually, messageText, type Transport, viewText, type World, world } from './cast.ts';
import { forgedPress, forgedSubmission, inTime, invites, leaks, minute, referencesIn } from './steps.ts';

const command = (text: string, more: Record<string, string> = {}) =>
  new URLSearchParams({
    team_id: team,
    user_id: people.ada.id,
    channel_id: channels.general,
    channel_name: 'general',
    command: '/invite',
    text,
    trigger_id: '1.1.abc',
    response_url: 'http://127.0.0.1:9/none',
    ...more,
  }).toString();

describe('the door that Slack knocks at', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(async () => {
    here.slack.setSigningOverride(undefined);
    await here.stop();
  });
  const knock = (body: string, more: { contentType?: string; sign?: boolean } = {}) =>
    here.slack.deliverRaw({ body, ...more });
  const stillWorks = async () => {
    const ada = here.person('ada');
    here.slack.setSigningOverride(undefined);
    await ada.types('/invite help');
    await ada.sees('this text');
  };

  test.each([
    ['signed with another secret', { secret: 'wrong' }],
    ['with a signature that is none', { signature: 'v0=zz' }],
    ['with an empty signature', { signature: '' }],
    ['signed six minutes ago', { timestampOffset: -360 }],
    ['signed six minutes from now', { timestampOffset: 360 }],
    ['signed at no time', { timestampOffset: Number.NaN }],
  ])('a request %s is refused, and nothing is done', async (_name, override) => {
    here.slack.setSigningOverride(override);
    expect((await knock(command('help'))).status).toBe(401);
    expect(here.slack.calls().filter((call) => call.method !== 'auth.test')).toEqual([]);
    await stillWorks();
  });

  test('a request without any signature is refused', async () => {
    expect((await knock(command('help'), { sign: false })).status).toBe(401);
  });

  test('a signature four minutes old is good', async () => {
    here.slack.setSigningOverride({ timestampOffset: -240 });
    expect((await knock(command('help'))).status).toBe(200);
  });

  test('a body of 5 MB is refused before it is read to its end, and the app lives on', async () => {
    const answer = await knock(command('x'.repeat(5_000_000))).catch(() => undefined);
    if (answer) expect(answer.status).toBe(413);
    expect(here.slack.calls().filter((call) => call.method !== 'auth.test')).toEqual([]);
    await stillWorks();
  });

  test('a content type with a charset is taken', async () => {
    const contentType = 'application/x-www-form-urlencoded; charset=utf-8';
    expect((await knock(command('help'), { contentType })).status).toBe(200);
  });

  test.each([
    ['broken JSON', 'payload=%7B'],
    ['a command without its parts', new URLSearchParams({ command: '/invite', team_id: team }).toString()],
  ])('%s, rightly signed, ends in an answer and not in a crash', async (_name, body) => {
    const { status } = await knock(body);
    expect(status).not.toBeNull();
    await stillWorks();
  });

  test('ssl_check is answered without a signature', async () => {
    expect((await knock('ssl_check=1&token=abc', { sign: false })).status).toBe(200);
  });

  test('a command of a workspace that the app is not in does nothing', async () => {
    const { status } = await knock(command('status', { team_id: 'T0OTHER', user_id: people.sam.id }));
    expect(status).not.toBe(500);
    expect(here.roq.requests()).toEqual([]);
    await stillWorks();
  });

  test.each([
    ['GET', '/slack/events', 404],
    ['GET', '/', 404],
    ['POST', '/nothing', 404],
    ['GET', '/../../etc/passwd', 404],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
  ])('%s %s is answered %i', async (method, path, status) => {
    const answer = await fetch(`${here.app.url}${path}`, { method });
    expect(answer.status).toBe(status);
  });

  test('/readyz says which far end does not answer, and /healthz stays well', async () => {
    const ready = async () => {
      const answer = await fetch(`${here.app.url}/readyz`);
      return [answer.status, await answer.json()];
    };
    here.slack.addFaults({ kind: '500', method: 'auth.test' });
    expect(await ready()).toEqual([503, { ok: false, store: true, roq: true, slack: false, webhooks: 'never' }]);
    here.slack.clearFaults();
    here.roq.faults.add({ kind: 'down' });
    here.clock.advance(3_000);
    expect(await ready()).toEqual([503, { ok: false, store: true, roq: false, slack: true, webhooks: 'never' }]);
    expect((await fetch(`${here.app.url}/healthz`)).status).toBe(200);
    here.roq.faults.clear();
    here.clock.advance(minute);
    expect(await ready()).toEqual([200, { ok: true, store: true, roq: true, slack: true, webhooks: 'never' }]);
  });
});

describe.each<Transport>(['http', 'socket'])('what the app does not know, over %s', (transport) => {
  test('a whole run leaves no address and no token in the log that operators read', async () => {
    const here = await world({ transport });
    const [ada, nina, ed] = [here.person('ada'), here.person('nina'), here.person('ed')];
    const card = await invites(ada, 'Zoe Zed <zoe@x.test>, yan@x.test as editor');
    await ada.pressesIn(card, channels.general, 'Cancel', { near: 'Zoe', confirm: true });
    await ada.sees('Canceled: the invite of zoe@x.test');
    await ada.pressesIn(card, channels.general, 'Resend', { near: 'y•••' });
    await ada.sees('yan@x.test was mailed');
    await ada.types('/invite list zoe@x.test');
    await ada.types('/invite status');
    await nina.types('/invite nobody@x.test as owner');
    await ed.pressesIn(card, channels.general, 'Cancel', { near: 'y•••', confirm: true });
    await ed.sees('not one you may see');
    here.roq.faults.add({ kind: 'html-502' });
    here.slack.addFaults({ kind: '500', method: 'views.update', times: 3 });
    await ada.types('/invite status');
    await ada.sees(/reference/);
    await here.stop();
    expect(here.log().length).toBeGreaterThan(5);
    expect(leaks(here.log())).toEqual([]);
  });
});

describe('what the app does not know', () => {
  let here: World;
  beforeEach(async () => {
    here = await world();
  });
  afterEach(() => here.stop());

  test.each(['no.such.button', 'constructor', '__proto__', ''])(
    'the action %j: a word to the person and a line in the log',
    async (action) => {
      const ada = here.person('ada');
      const message = { channel: channels.general, ts: '1.1' };
      expect((await forgedPress(here, { user: 'ada' }, { action_id: action, value: '{}' }, message)).status).toBe(200);
      await inTime(here, () =>
        expect(ada.directMessages().map(messageText).join()).toContain('I do not know that button'),
      );
      const [reference] = referencesIn(ada.directMessages().map(messageText).join());
      const logged = expect.objectContaining({ level: 'warn', requestId: reference });
      await eventually(() => expect(here.log()).toContainEqual(logged));
    },
  );

  test.each(['invite.resend', 'invite.cancel', 'batch.refresh', 'batch.show', 'batch.retry', 'batch.recheck'])(
    'the button %s with a value that is not ours: a sentence, and ROQ is not asked for anything',
    async (action) => {
      const ada = here.person('ada');
      for (const value of ['', 'null', '{"i":"1","b":"1"}', '{"i":{"$ne":1}}']) {
        await forgedPress(
          here,
          { user: 'ada' },
          { action_id: action, value },
          { channel: channels.general, ts: '1.1' },
        );
      }
      await inTime(here, () =>
        expect(ada.directMessages().filter((each) => /older version|went wrong/.test(messageText(each)))).toHaveLength(
          4,
        ),
      );
      expect(here.roq.requests().filter((request) => /mutation|resend|cancel|send/i.test(request.operation))).toEqual(
        [],
      );
    },
  );

  test.each(['no_such_form', 'constructor', ''])('the form %j is answered with a sentence', async (form) => {
    const answer = await forgedSubmission(here, 'ada', form, {});
    expect(answer.status).toBe(200);
    expect(JSON.stringify(answer.body)).toContain('I do not know that form');
  });

  test('every failure that is not the person’s is logged under the reference they were told', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'html-200' });
    await ada.types('/invite list');
    await ada.seesModal(/reference/);
    await ada.types('/invite status');
    const said = await ada.sees(/reference/);
    const told = [...referencesIn(viewText(ada.modal())), ...referencesIn(said)];
    expect(told.length).toBeGreaterThan(1);
    for (const reference of told) {
      const logged = expect.objectContaining({ level: 'error', requestId: reference });
      await eventually(() => expect(here.log()).toContainEqual(logged));
    }
  });
});
