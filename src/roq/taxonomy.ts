import { z } from 'zod';
import type { RoqErrorKind } from '../roq-error.ts';

/** What ROQ said about a failure, as far as it may be repeated: no texts, they hold addresses. */
export type Complaint = {
  code?: string | undefined;
  statusCode?: number | undefined;
  maxAllowed?: number | undefined;
  inviteStatus?: string | undefined;
};

const variablesSchema = z.object({
  maxAllowed: z.coerce.number().int().nonnegative().optional().catch(undefined),
  userInviteStatus: z
    .string()
    .regex(/^[a-z_]{1,20}$/)
    .optional()
    .catch(undefined),
});
const codeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,63}$/)
  .optional()
  .catch(undefined);
const statusSchema = z.number().int().optional().catch(undefined);
const responseSchema = z.object({
  statusCode: statusSchema,
  errorCode: codeSchema,
  message: z.string().optional().catch(undefined),
  variables: variablesSchema.optional().catch(undefined),
});
const errorSchema = z.object({
  extensions: z
    .object({
      code: codeSchema,
      response: responseSchema.optional().catch(undefined),
      exception: z.object({ status: statusSchema }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** Reads one entry of a GraphQL `errors[]` (facts 3.4). */
export function readGraphqlError(entry: unknown): Complaint {
  const extensions = errorSchema.safeParse(entry).data?.extensions;
  const complaint = readResponse(extensions?.response);
  return {
    ...complaint,
    code: complaint.code ?? extensions?.code,
    statusCode: complaint.statusCode ?? extensions?.exception?.status,
  };
}

/** Reads `{statusCode, errorCode, message, variables}`, in an error's extensions or as a whole REST body. */
export function readResponse(body: unknown): Complaint {
  const response = responseSchema.safeParse(body).data;
  return {
    code: response?.errorCode,
    statusCode: response?.statusCode,
    maxAllowed: response?.variables?.maxAllowed ?? maxAllowedIn(response?.message),
    inviteStatus: response?.variables?.userInviteStatus,
  };
}

/** The last resort: "Only 10 can be invited at once". */
function maxAllowedIn(message: string | undefined): number | undefined {
  const found = message?.match(/^Only (\d{1,4}) can be invited/)?.[1];
  return found === undefined ? undefined : Number(found);
}

const kindsByCode: readonly (readonly [RegExp, RoqErrorKind])[] = [
  [/^BULK_USER_INVITE_LIMIT_EXCEEDED$/, 'too_many'],
  [
    /^(UNAUTHORIZED(_EXCEPTION)?|UNAUTHENTICATED|INVALID_TOKEN|INVALID_CREDENTIALS|INVALID_API_KEY|MISSING_AUTH|INVALID_AUTH_HEADER)$/,
    'unauthorized',
  ],
  [/^USER_NOT_FOUND$/, 'actor_unknown'],
  [/NOT_FOUND/, 'not_found'],
  [/^FORBIDDEN/, 'forbidden'],
  [/^USER_INVITE_.*_FAILED$|_ALREADY_/, 'conflict'],
  [/^(IS_[A-Z_]+|INVALID_[A-Z_]+|BULK_[A-Z_]+|BAD_USER_INPUT|GRAPHQL_[A-Z_]+|BAD_REQUEST)$/, 'validation'],
];

const kindsByStatus: Readonly<Record<number, RoqErrorKind>> = {
  400: 'validation',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'validation',
  422: 'validation',
  429: 'unavailable',
};

/** The kind ROQ's own words stand for; `undefined` when they settle nothing (INTERNAL_ERROR, an unknown text). */
export function kindOf({ code, statusCode }: Complaint): RoqErrorKind | undefined {
  const byCode = code === undefined ? undefined : kindsByCode.find(([pattern]) => pattern.test(code))?.[1];
  return byCode ?? (statusCode === undefined ? undefined : kindsByStatus[statusCode]);
}

/** Seconds or an HTTP date -> ms from now. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const seconds = Number(header);
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
