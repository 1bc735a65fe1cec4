import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { RoqControls } from './emulator.ts';
import { faultSchema } from './faults.ts';
import { parseJson, readBody, sendJson } from './http.ts';
import { switchesSchema } from './switches.ts';
import { userPatchSchema } from './user-patch.ts';

const optionsSchema = switchesSchema
  .partial()
  .extend({ webhook: z.strictObject({ url: z.url(), key: z.string() }).nullish() });
const clockSchema = z.strictObject({ advanceMs: z.number().nonnegative() });
const acceptSchema = z.union([z.strictObject({ token: z.string() }), z.strictObject({ email: z.string() })]);

const expireSchema = z.strictObject({ inviteId: z.string() });

type Answer = (roq: RoqControls, body: unknown) => unknown;

/** JSON under /sandbox/, with which a test in any language drives the emulator. */
const routes: Record<string, Answer> = {
  'GET state': stateOf,
  'GET mails': (roq) => roq.mails(),
  'GET requests': (roq) => roq.requests(),
  'GET faults': (roq) => roq.faults.list(),
  'POST faults': (roq, body) => {
    roq.faults.set(z.array(faultSchema).parse(body));
    return roq.faults.list();
  },
  'GET options': (roq) => roq.options(),
  'POST options': (roq, body) => {
    const { webhook, ...switches } = optionsSchema.parse(body);
    roq.setOptions({ ...switches, ...(webhook === undefined ? {} : { webhook }) });
    return roq.options();
  },
  'POST clock': (roq, body) => {
    roq.clock.advance(clockSchema.parse(body).advanceMs);
    return { now: roq.clock.now() };
  },
  'POST reset': (roq) => {
    roq.reset();
    return stateOf(roq);
  },
  'POST accept': (roq, body) => {
    const given = acceptSchema.parse(body);
    return roq.accept('token' in given ? given.token : given.email);
  },
  'POST expire': (roq, body) => roq.expire(expireSchema.parse(body).inviteId),
  'POST revoke-tokens': (roq) => {
    roq.revokeTokens();
    return {};
  },
};

/** Answers 400 with `{error}` when the body is not what the route takes or the platform refuses. */
export async function answerControl(
  roq: RoqControls,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const name = path.slice('/sandbox/'.length);
  const user = /^users\/([^/]+)$/.exec(name)?.[1];
  const answer: Answer | undefined =
    user !== undefined && request.method === 'POST'
      ? (controls, body) => controls.setUser(user, userPatchSchema.parse(body))
      : routes[`${request.method} ${name}`];
  if (!answer) return sendJson(response, 404, { error: `No ${request.method} ${path}` });
  const body = parseJson((await readBody(request)) || '{}');
  try {
    sendJson(response, 200, answer(roq, body));
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    sendJson(response, 400, { error: message });
  }
}

function stateOf(roq: RoqControls): object {
  const { tenants, roles, users, invites } = roq.db;
  return {
    now: roq.clock.now(),
    environmentId: roq.environmentId,
    tenants: tenants.all(),
    roles: roles.all(),
    users: users.all(),
    invites: invites.all(),
    options: roq.options(),
    faults: roq.faults.list(),
    webhooks: roq.webhooks.deliveries(),
  };
}
