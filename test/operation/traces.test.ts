import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sandboxClock } from '../../sandbox/clock.ts';
import { callsBack, type FarEnds, startFarEnds } from '../../sandbox/start-sandbox.ts';
import { channels, people } from '../../sandbox/world.ts';
import { type AppProcess, freePort, startAppProcess } from '../crash/app-process.ts';
import { actor, eventually } from '../stories/cast.ts';
import { type OtlpReceiver, type SeenSpan, startOtlpReceiver } from './otlp-receiver.ts';

let dataDir: string;
let ends: FarEnds;
let collector: OtlpReceiver;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'roq-invite-traces-'));
  ends = await startFarEnds({ clock: sandboxClock(), transport: 'http', dataDir });
  collector = await startOtlpReceiver();
});
afterEach(async () => {
  collector.stop();
  await Promise.all([ends.slack.stop(), ends.roq.close()]);
  await rm(dataDir, { recursive: true, force: true });
});

async function start(env: Record<string, string>): Promise<AppProcess> {
  const port = await freePort();
  const app = await startAppProcess({ ...ends.env, ...env, PORT: String(port) });
  ends.slack.setRequestUrl(`http://127.0.0.1:${port}/slack/events`);
  callsBack(ends.roq, `http://127.0.0.1:${port}`, ends.env);
  return app;
}

/** Types, checks and sends; the card stands in the channel. */
async function invitesZoe(): Promise<void> {
  const ada = actor(ends, people.ada.id);
  await ada.types('/invite zoe@x.test as editor');
  await ada.seesModal('ready');
  await ada.submits();
  await ada.seesMessage(channels.general, '1 sent');
}

const ancestors = (spans: readonly SeenSpan[], span: SeenSpan): string[] => {
  const parent = spans.find(({ spanId }) => spanId === span.parentId);
  return parent ? [parent.name, ...ancestors(spans, parent)] : [];
};

describe('traces, when somebody asks for them by the standard variables', () => {
  test('one invite is one trace from the command to the card, over two processes and the store', async () => {
    const asked = {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    const first = await start(asked);
    const ada = actor(ends, people.ada.id);
    await ada.types('/invite zoe@x.test as editor');
    await ada.seesModal('ready');
    expect(await first.terminate()).toBe(0);
    const second = await start(asked);
    await ada.submits();
    await ada.seesMessage(channels.general, '1 sent');
    expect(await second.terminate()).toBe(0);

    const spans = collector.spans();
    const [root] = spans.filter(({ name }) => name === 'command invite');
    const trace = spans.filter(({ traceId }) => traceId === root?.traceId);
    expect(root?.parentId).toBe('');
    const names = trace.map(({ name }) => name);
    for (const name of ['Slack views.open', 'form preflight', 'deliver invites', 'ROQ sendUserInvites', 'post batch'])
      expect(names).toContain(name);
    const posted = trace.find(({ name }) => name === 'Slack chat.postMessage');
    expect(posted && ancestors(spans, posted)).toEqual(['post batch', 'form preflight', 'command invite']);
    const sent = trace.find(({ name }) => name === 'ROQ sendUserInvites');
    expect(sent && ancestors(spans, sent)).toEqual(['deliver invites', 'form preflight', 'command invite']);
    const sheet = trace.find(({ name }) => name === 'form preflight');
    expect(sent?.attributes['request.id']).toBe(sheet?.attributes['request.id']);
    const wire = ends.roq.requests().find(({ operation }) => operation === 'sendUserInvites');
    expect(wire?.requestId).toBe(sent?.attributes['request.id']);
    expect(collector.resource()).toMatchObject({ 'service.name': 'roq-invite', 'deployment.environment': 'test' });
    // Without the ids, which are hexadecimal: "ada" comes by chance.
    const told = spans.map(({ traceId: _trace, spanId: _span, parentId: _parent, ...rest }) => rest);
    expect(JSON.stringify(told)).not.toMatch(/zoe|ada|@|xoxb/i);
  });

  test('a service name of your own wins', async () => {
    const app = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SERVICE_NAME: 'invites-eu' });
    await eventually(() => fetchOk(ends));
    await app.terminate();
    expect(collector.resource()['service.name']).toBe('invites-eu');
  });

  test('the app works as ever while nobody takes them', async () => {
    const app = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
    await invitesZoe();
    expect(await app.terminate()).toBe(0);
  });
});

/** Something was traced: the app asks Slack who it is. */
async function fetchOk({ slack }: FarEnds): Promise<void> {
  expect(slack.calls().map(({ method }) => method)).toContain('auth.test');
}

describe('without them', () => {
  test('no package of OpenTelemetry is loaded', async () => {
    const spy = resolve('test/operation/loaded-modules.cjs');
    const loaded = async (env: Record<string, string>) => {
      const app = await start({ ...env, NODE_OPTIONS: `--require ${spy}` });
      await app.terminate();
      return eventually(() => {
        const [, packages] = /loaded: (.*)/.exec(app.errors()) ?? [];
        if (packages === undefined) throw new Error('it has not said what it loaded');
        return packages.split(' ').filter(Boolean);
      });
    };
    expect(await loaded({})).toEqual([]);
    expect(await loaded({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })).toContain('sdk-trace');
  });
});
