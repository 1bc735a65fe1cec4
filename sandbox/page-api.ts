import { z } from 'zod';
import type { SandboxClock } from './clock.ts';
import type { Changes } from './page-changes.ts';
import { inspectionOf, passageDetail } from './page-inspector.ts';
import { acceptByMail, mailingsOf } from './page-mails.ts';
import { roqSideOf } from './page-roq.ts';
import { type Cast, guideOf, screenOf } from './page-state.ts';
import { argumentsOf, type Exchange, json, type Route } from './slack/http-exchange.ts';
import type { Sandbox } from './start-sandbox.ts';
import { switchIds, type Weather } from './weather.ts';

export interface PageDesk {
  sandbox: Sandbox;
  clock: SandboxClock;
  cast: Cast;
  changes: Changes;
  weather: Weather;
}

type Answer = (desk: PageDesk, args: unknown) => unknown;

const day = 24 * 60 * 60_000;
const screenQuery = z.object({
  user: z.string(),
  channel: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
});
const refQuery = z.object({ ref: z.string() });
const acceptOrder = z.strictObject({ mail: z.string() });
const switchOrder = z.strictObject({ id: z.enum(switchIds), on: z.boolean() });
const clockOrder = z.union([
  z.strictObject({
    advanceMs: z
      .number()
      .int()
      .min(1)
      .max(31 * day),
  }),
  z.strictObject({ to: z.literal('digest') }),
]);

/** What the page reads and does besides the deeds of people, which are under /sandbox/. */
const answers: Record<string, Answer | undefined> = {
  'GET cast': ({ cast }) => cast,
  'GET screen': ({ sandbox, clock }, args) => screenOf(sandbox.slack, clock.now(), screenQuery.parse(args)),
  'GET guide': ({ sandbox, cast }) => guideOf(sandbox.slack, sandbox.roq, cast.command.word),
  'GET mails': ({ sandbox }) => mailingsOf(sandbox.roq),
  'GET roq': ({ sandbox }) => roqSideOf(sandbox.roq),
  'GET inspector': ({ sandbox }) => inspectionOf(sandbox.slack),
  'GET passage': ({ sandbox }, args) => passageDetail(sandbox.slack, refQuery.parse(args).ref) ?? null,
  'GET weather': (desk) => desk.weather.report(),
  'POST accept': ({ sandbox }, args) => {
    acceptByMail(sandbox.roq, acceptOrder.parse(args).mail);
    return {};
  },
  'POST weather': (desk, args) => {
    const { id, on } = switchOrder.parse(args);
    desk.weather.turn(id, on);
    return desk.weather.report();
  },
  'POST clock': async (desk, args) => {
    const order = clockOrder.parse(args);
    await desk.weather.move('to' in order ? 'digest' : order);
    return desk.weather.report();
  },
};

/** Answers /api/…; what cannot be done is a 400 with `{error}`. */
export function pageApi(desk: PageDesk): Route {
  return async (exchange: Exchange) => {
    const name = exchange.path.slice('/api/'.length);
    if (name === 'changes' && exchange.method === 'GET') return desk.changes.stream(exchange);
    const answer = answers[`${exchange.method} ${name}`];
    if (!answer) return json({ error: `no ${exchange.method} ${name} here` }, 404);
    try {
      return json(await answer(desk, argumentsOf(exchange)), 200, { 'cache-control': 'no-store' });
    } catch (error) {
      const said = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : '';
      return json({ error: said || 'that did not work' }, 400);
    }
  };
}
