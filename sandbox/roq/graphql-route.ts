import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ExecutionResult, execute, GraphQLError, type OperationDefinitionNode } from 'graphql';
import { z } from 'zod';
import { type Actor, actorOf } from './actor.ts';
import type { Call } from './call.ts';
import type { Environment } from './environment.ts';
import { answerWithFault } from './fault-answers.ts';
import { graphqlFaults } from './faults.ts';
import { chosenOperation, type Document, readDocument, rootFields, schema } from './graphql-document.ts';
import { parseJson, readBody, sendJson } from './http.ts';
import { answerLogged } from './logged-call.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { type RefusalCode, refusal } from './refusal.ts';
import type { LoggedRequest } from './request-log.ts';

const bodySchema = z.object({
  query: z.string('GraphQL queries must be strings.'),
  // A string is what the SDK sends when an id is given where it wants an object; graphql-js would throw on it.
  variables: z.record(z.string(), z.unknown(), 'Variables are invalid JSON.').nullish(),
  operationName: z.string().nullish(),
});
type Body = z.infer<typeof bodySchema>;

export interface GraphqlAnswer {
  status: number;
  body: ExecutionResult;
}

/** POST /v01/server/graphql. */
export async function answerGraphql(
  env: Environment,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = bodySchema.safeParse(parseJson(await readBody(request)));
  const document = body.success ? readDocument(body.data.query, env.switches.maxDepth) : undefined;
  const operation = document && body.data && chosenOperation(document, body.data.operationName ?? null);
  const names = namesOf(operation, body.data);
  const call = {
    operation: names[0] ?? 'unreadable',
    variables: body.data?.variables ?? null,
    requestId: request.headers['request-id']?.toString() ?? null,
    names,
  };
  await answerLogged(env, response, call, async (entry) => {
    const run = async (): Promise<GraphqlAnswer> => {
      if (!body.success) return badRequest(body.error.issues[0]?.message ?? 'Bad Request');
      if (!document || document.errors.length > 0) return invalid(document);
      if (!operation) return badRequest('Unknown or missing operation name.');
      return runOperation(env, request, { body: body.data, document, operation, names, entry });
    };
    const fault = env.faults.take(graphqlFaults, names);
    if (fault) {
      entry.fault = fault.kind;
      await answerWithFault(fault, run, response);
    } else {
      const answer = await run();
      sendJson(response, answer.status, answer.body);
    }
  });
}

type Prepared = {
  body: Body;
  document: Document;
  operation: OperationDefinitionNode;
  names: string[];
  entry: LoggedRequest;
};

async function runOperation(env: Environment, request: IncomingMessage, prepared: Prepared): Promise<GraphqlAnswer> {
  const { body, document, operation, names, entry } = prepared;
  let actor: Actor;
  try {
    actor = actorOf(env, request.headers);
  } catch (error) {
    return answerOf(env, { data: null, errors: [asGraphqlError(error)] });
  }
  entry.asWhom = actor.kind === 'service' ? 'service' : actor.user.id;
  const kind = operation.operation === 'mutation' ? 'mutation' : 'query';
  const lag = kind === 'query' ? env.faults.take(['lag'], names) : undefined;
  const call: Call = { env, actor, kind, names, asOf: lag ? env.clock.now() - (lag.ms ?? 1000) : null };
  const result = await execute({
    schema,
    document: document.node,
    rootValue: kind === 'mutation' ? mutations : queries,
    contextValue: call,
    variableValues: body.variables ?? null,
    operationName: body.operationName ?? null,
  });
  return answerOf(env, result);
}

/** Every error leaves in ROQ's shape: what is not one of its own becomes INTERNAL_ERROR. */
function answerOf(env: Environment, result: ExecutionResult): GraphqlAnswer {
  if (!result.errors) return { status: 200, body: result };
  const errors = result.errors.map((error) => platformError(env, error));
  const status = env.switches.errorStatus === 'own' ? statusOf(errors[0]) : 200;
  return { status, body: { errors, data: result.data ?? null } };
}

function platformError(env: Environment, error: GraphQLError): GraphQLError {
  if (error.extensions.response) return error;
  // Wrong variables are found before any field runs, so they have no path.
  const aboutVariables = error.path === undefined && env.switches.variableErrors === 'validation';
  const code: RefusalCode = aboutVariables ? 'GRAPHQL_VALIDATION_FAILED' : 'INTERNAL_ERROR';
  const { message, extensions } = refusal(code, {}, aboutVariables ? error.message : undefined);
  return new GraphQLError(message, { ...(error.path ? { path: error.path } : {}), extensions });
}

function invalid(document: Document | undefined): GraphqlAnswer {
  const errors = (document?.errors ?? []).map((error) => refusal('GRAPHQL_VALIDATION_FAILED', {}, error.message));
  return { status: 400, body: { errors } };
}

const badRequest = (message: string): GraphqlAnswer => ({
  status: 400,
  body: { errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } })] },
});

function statusOf(error: GraphQLError | undefined): number {
  const response = error?.extensions.response as { statusCode?: number } | undefined;
  return response?.statusCode ?? 500;
}

const asGraphqlError = (error: unknown) => (error instanceof GraphQLError ? error : refusal('INTERNAL_ERROR'));

function namesOf(operation: OperationDefinitionNode | undefined, body: Body | undefined): string[] {
  const name = body?.operationName ?? operation?.name?.value;
  return [...(name ? [name] : []), ...(operation ? rootFields(operation) : [])];
}
