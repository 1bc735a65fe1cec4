import { z } from 'zod';
import { type Behind, part } from './behind.ts';
import type { SandboxClock } from './clock.ts';
import type { Changes } from './page-changes.ts';
import { inspectionOf, passageDetail } from './page-inspector.ts';
import { acceptByMail, expireByMail, mailingsOf } from './page-mails.ts';
import { roqSideOf } from './page-roq.ts';
import { type Cast, guideOf, screenOf } from './page-state.ts';
import { argumentsOf, type Exchange, json, type Route } from './slack/http-exchange.ts';
import { switchIds, type Weather } from './weather.ts';

export interface PageDesk {
  behind: Behind;
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
const mailOrder = z.strictObject({ mail: z.string() });
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
  'GET screen': ({ behind, cast, clock }, args) => {
    const wanted = screenQuery.parse(args);
    if (!cast.people.some(({ id }) => id === wanted.user)) throw new Error(`no user ${wanted.user} in this sandbox`);
    return screenOf(part(behind, 'slack'), clock.now(), wanted);
  },
  'GET guide': ({ behind }) => guideOf(part(behind, 'slack'), part(behind, 'roq')),
  'GET mails': ({ behind }) => mailingsOf(part(behind, 'roq')),
  'GET roq': ({ behind }) => roqSideOf(part(behind, 'roq')),
  'GET inspector': ({ behind }) => inspectionOf(part(behind, 'slack')),
  'GET passage': ({ behind }, args) => passageDetail(part(behind, 'slack'), refQuery.parse(args).ref) ?? null,
  'GET workflows': ({ behind }) => part(behind, 'slack').stepRuns().reverse(),
  'GET weather': (desk) => desk.weather.report(),
  'POST accept': ({ behind }, args) => {
    acceptByMail(part(behind, 'roq'), mailOrder.parse(args).mail);
    return {};
  },
  'POST expire': ({ behind }, args) => {
    expireByMail(part(behind, 'roq'), mailOrder.parse(args).mail);
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
