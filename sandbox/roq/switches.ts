import { z } from 'zod';

/** What nobody outside ROQ knows for certain about the platform: each rule can be set, and tests run under both. */
export const switchesSchema = z.strictObject({
  /** HTTP status of an issued token. */
  tokenStatus: z.union([z.literal(200), z.literal(201)]),
  /** HTTP status of a GraphQL error answer: always 200, or the error's own status code. */
  errorStatus: z.enum(['ok', 'own']),
  /** Whether a wrong variable is an INTERNAL_ERROR, or a 400 with the text of graphql-js. */
  variableErrors: z.enum(['internal', 'validation']),
  maxInvitesPerCall: z.int().positive(),
  /** How long a mailed link is valid, ms. */
  inviteTtl: z.int().positive(),
  /** Whether a pending invite becomes `expired`, or only its token stops to work. */
  expiryFlipsStatus: z.boolean(),
  expirySendsWebhook: z.boolean(),
  /** Form of `errors[].error`. */
  errorShape: z.enum(['json', 'text', 'extensions']),
  alreadyInvitedCode: z.enum(['USER_INVITE_ALREADY_EXIST', 'USER_ALREADY_INVITED', 'USER_INVITE_ALREADY_SENT']),
  badEmail: z.enum(['address', 'request']),
  forbiddenRole: z.enum(['request', 'address']),
  /** Inviting an address whose invite was canceled or has expired. */
  reinvite: z.enum(['new', 'refuse']),
  emailCase: z.enum(['lower', 'keep']),
  /** `createdByUserId` other than the user of the token. */
  foreignCreator: z.enum(['refuse', 'allow']),
  /** False: an accepted invite to which no user ever comes. */
  acceptCreatesUser: z.boolean(),
  /** Rows with equal sort keys come in a new order on every read. */
  randomTies: z.boolean(),
  pageCap: z.int().positive(),
  maxDepth: z.int().positive(),
});

export type RoqSwitches = z.infer<typeof switchesSchema>;

export const defaultSwitches: RoqSwitches = {
  tokenStatus: 201,
  errorStatus: 'ok',
  variableErrors: 'internal',
  maxInvitesPerCall: 10,
  inviteTtl: 24 * 60 * 60 * 1000,
  expiryFlipsStatus: true,
  expirySendsWebhook: false,
  errorShape: 'json',
  alreadyInvitedCode: 'USER_INVITE_ALREADY_EXIST',
  badEmail: 'address',
  forbiddenRole: 'request',
  reinvite: 'new',
  emailCase: 'lower',
  foreignCreator: 'refuse',
  acceptCreatesUser: true,
  randomTies: true,
  pageCap: 1000,
  maxDepth: 4,
};
