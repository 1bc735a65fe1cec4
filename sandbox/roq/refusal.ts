import { GraphQLError } from 'graphql';

/** ROQ's error codes, with the status and text each one carries. */
const refusals = {
  GRAPHQL_VALIDATION_FAILED: [400, 'The document is not valid'],
  UNAUTHORIZED_EXCEPTION: [401, 'Unauthorized'],
  FORBIDDEN: [
    403,
    "You don't have permissions to do this. Please make sure that you have these permission(s): {{resourceId}}",
  ],
  USER_INVITATION_NOT_FOUND: [404, 'UserInvite with id {{id}} not found'],
  USER_NOT_FOUND: [404, 'User with id {{id}} not found'],
  TENANT_NOT_FOUND: [404, 'Tenant with id {{id}} not found'],
  ROLE_NOT_FOUND: [404, 'Role {{id}} not found'],
  INVALID_UUID: [400, 'Provided argument should have been a valid uuid'],
  IS_UUID: [400, '{{property}} must be a UUID'],
  IS_EMAIL: [400, 'email must be an email'],
  BULK_USER_INVITE_LIMIT_EXCEEDED: [400, 'Only {{maxAllowed}} can be invited at once'],
  USER_ALREADY_EXISTS: [400, 'The user with the email address {{email}} already exists'],
  USER_INVITE_ALREADY_EXIST: [400, "{{email}}'s invitation failed because he has already been invited"],
  USER_ALREADY_INVITED: [400, '{{email}} has already been invited'],
  USER_INVITE_ALREADY_SENT: [400, 'Invite has already been sent'],
  USER_INVITE_ALREADY_ACCEPTED: [400, 'Invitation has already been accepted'],
  USER_INVITE_RESENDING_FAILED: [400, 'Unable to resend because invite is already {{userInviteStatus}}'],
  USER_INVITE_CANCELLATION_FAILED: [400, 'Unable to cancel user invite because invite is already {{userInviteStatus}}'],
  USER_INVITE_ACCEPTANCE_FAILED: [400, 'Unable to accept because invite is already {{userInviteStatus}}'],
  EXPIRED_USER_TOKEN: [400, 'Token has been expired'],
  USER_TOKEN_NOT_FOUND_IN_DB: [400, 'There is no such token in db'],
  INVALID_USER_TOKEN: [400, 'Token is invalid'],
  INTERNAL_ERROR: [500, 'Something Went Wrong. Please Try Later'],
} as const;

export type RefusalCode = keyof typeof refusals;
export type RefusalVariables = Record<string, string | number>;

/** The error a resolver throws: `extensions.response` is what ROQ's SDK reads its HttpException from. */
export function refusal(errorCode: RefusalCode, variables: RefusalVariables = {}, text?: string): GraphQLError {
  const [statusCode] = refusals[errorCode];
  const message = text ?? refusalText(errorCode, variables);
  const [error, code] = statusNames[statusCode];
  const response = { statusCode, message, error, errorCode, variables };
  return new GraphQLError(message, {
    extensions: { response, code: errorCode === 'GRAPHQL_VALIDATION_FAILED' ? errorCode : code },
  });
}

export function refusalText(errorCode: RefusalCode, variables: RefusalVariables): string {
  return refusals[errorCode][1].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(variables[name] ?? ''));
}

const statusNames = {
  400: ['Bad Request', 'BAD_USER_INPUT'],
  401: ['Unauthorized', 'UNAUTHORIZED'],
  403: ['Forbidden', 'FORBIDDEN'],
  404: ['Not Found', 'NOT_FOUND'],
  500: ['Internal Server Error', 'INTERNAL_SERVER_ERROR'],
} as const;
