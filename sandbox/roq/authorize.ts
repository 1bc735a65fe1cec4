import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { bearerOf } from './actor.ts';
import { isUuid } from './database.ts';
import type { Environment } from './environment.ts';
import { type TokenFault, tokenFaults } from './faults.ts';
import { nestError, parseJson, readBody, send, sendHtml, sendJson } from './http.ts';
import { ConnectionFault } from './interruptions.ts';
import { answerLogged } from './logged-call.ts';
import type { UserRecord } from './records.ts';
import type { LoggedRequest } from './request-log.ts';
import { parseLife } from './tokens.ts';

const credentials = { environmentId: z.string(), apiKey: z.string() };
const serviceBody = z.object({ ...credentials, email: z.string() });
const userBody = z.object({
  ...credentials,
  userId: z.string(),
  expiresIn: z.union([z.string(), z.number()]).optional(),
  keepLoggedIn: z.boolean().optional(),
});

const serviceAccount = 'project-service-account@roq.tech';
const defaultLife = 3600;

type Answer = { status: number; body: unknown };

/** POST /v01/authorize/serviceAccount and POST /v01/authorize. */
export async function answerTokenRequest(
  env: Environment,
  who: 'service' | 'user',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = parseJson(await readBody(request));
  const operation = `token:${who}`;
  const call = { operation, variables: loggable(body), requestId: null, names: [operation] };
  await answerLogged(env, response, call, (entry) => {
    const fault = env.faults.take(tokenFaults, [operation]);
    if (fault) {
      entry.fault = fault.kind;
      answerFault(fault.kind as TokenFault, response);
      return;
    }
    const byService = bearerOf(env, request.headers)?.kind === 'service';
    const answer = who === 'service' ? serviceToken(env, body, entry) : userToken(env, body, byService, entry);
    sendJson(response, answer.status, answer.body);
  });
}

function serviceToken(env: Environment, input: unknown, entry: LoggedRequest): Answer {
  const body = serviceBody.safeParse(input);
  if (!body.success) return badRequest(body.error);
  if (!keyFits(env, body.data)) return unauthorized('API key is wrong', 'INVALID_API_KEY');
  if (body.data.email !== serviceAccount) return unauthorized('Credentials are wrong', 'INVALID_CREDENTIALS');
  entry.asWhom = 'service';
  return { status: env.switches.tokenStatus, body: { accessToken: env.tokens.issue({}, defaultLife) } };
}

function userToken(env: Environment, input: unknown, byService: boolean, entry: LoggedRequest): Answer {
  if (!byService) return unauthorized('Token provided is wrong', 'INVALID_TOKEN');
  const body = userBody.safeParse(input);
  if (!body.success) return badRequest(body.error);
  if (!keyFits(env, body.data)) return unauthorized('API key is wrong', 'INVALID_API_KEY');
  const { userId, expiresIn, keepLoggedIn } = body.data;
  if (!isUuid(userId)) return { status: 400, body: nestError(400, 'Bad Request', 'userId must be a UUID', 'IS_UUID') };
  const life = expiresIn === undefined ? defaultLife : parseLife(expiresIn);
  if (life === null) return { status: 400, body: nestError(400, 'Bad Request', 'expiresIn is not a duration') };
  const user = env.db.users.get(userId);
  if (!user)
    return { status: 404, body: nestError(404, 'Not Found', `User with id ${userId} not found`, 'USER_NOT_FOUND') };
  if (user.active === false) return unauthorized('Credentials are wrong', 'INVALID_CREDENTIALS');
  entry.asWhom = user.id;
  const accessToken = env.tokens.issue({ userId: user.id }, life);
  const login =
    keepLoggedIn === undefined ? {} : { idToken: env.tokens.issue({ userId: user.id }, life, claims(user)) };
  return { status: env.switches.tokenStatus, body: { accessToken, ...login } };
}

const claims = ({ firstName, lastName, email, timezone, locale, tenantId, roleKeys }: UserRecord) => ({
  ...{ firstName, lastName, email, timezone, locale, tenantId },
  roles: roleKeys,
});

const keyFits = (env: Environment, given: { environmentId: string; apiKey: string }) =>
  given.environmentId === env.id && given.apiKey === env.apiKey;

const unauthorized = (message: string, errorCode: string): Answer => ({
  status: 401,
  body: nestError(401, 'Unauthorized', message, errorCode),
});

const badRequest = (error: z.ZodError): Answer => ({
  status: 400,
  body: nestError(
    400,
    'Bad Request',
    error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join(', '),
  ),
});

/** The body without its key. */
function loggable(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return null;
  const { apiKey: _key, ...rest } = body as Record<string, unknown>;
  return rest;
}

const faultAnswers: Record<Exclude<TokenFault, 'token-hang'>, (response: ServerResponse) => void> = {
  'token-401': (response) =>
    sendJson(response, 401, nestError(401, 'Unauthorized', 'API key is wrong', 'INVALID_API_KEY')),
  'token-500': (response) => sendJson(response, 500, nestError(500, 'Internal Server Error', 'Something Went Wrong')),
  'token-html': (response) => sendHtml(response, 502, '<html><body><h1>502 Bad Gateway</h1></body></html>'),
  'token-empty': (response) => send(response, 200, 'application/json', ''),
  'token-null': (response) => sendJson(response, 200, null),
  'token-opaque': (response) => sendJson(response, 201, { accessToken: 'not-a-jwt' }),
};

/** @throws ConnectionFault */
function answerFault(kind: TokenFault, response: ServerResponse): void {
  if (kind === 'token-hang') throw new ConnectionFault('hang');
  faultAnswers[kind](response);
}
