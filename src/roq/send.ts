import type { Logger } from 'pino';
import type { CallOptions, InviteGateway, SendOutcome, SendRow } from '../invites/ports.ts';
import type { Actor } from '../people/person.ts';
import { RoqError } from '../roq-error.ts';
import { normalized, type SendAnswer, sendAnswer } from './answers.ts';
import { type Call, refuse } from './calls.ts';
import type { RoqConfig } from './config.ts';
import { createLimiter } from './limiter.ts';
import { readRefusal } from './refusals.ts';
import { ofTenant } from './tenant-rows.ts';

export type Send = InviteGateway['send'];
export type Sender = { send: Send; batchSize(): number };

/** Sends, a few at once and in the order of asking; learns from ROQ how many addresses one call may carry. */
export function createSender(call: Call, { maxInFlight, batchSize }: RoqConfig, log: Logger): Sender {
  const limiter = createLimiter(maxInFlight);
  let size = Math.max(1, batchSize);
  const send: Send = async (actor, rows, options) => {
    if (rows.length === 0) return [];
    const { requestId } = options;
    if (!(await limiter.enter(options.signal))) throw refuse({ operation, requestId }, 'CALLED_OFF');
    try {
      return outcomes(actor, rows, await sendOnce(call, actor, rows, options), log);
    } catch (error) {
      if (error instanceof RoqError && error.kind === 'too_many') {
        size = smallerBatch(Math.min(size, rows.length), error.facts.maxAllowed);
        log.warn({ batchSize: size }, 'ROQ takes fewer addresses at once');
      }
      throw error;
    } finally {
      limiter.leave();
    }
  };
  return { send, batchSize: () => size };
}

const operation = 'sendUserInvites';

function sendOnce(call: Call, actor: Actor, rows: readonly SendRow[], options: CallOptions): Promise<SendAnswer> {
  const { roqUserId: createdByUserId, tenantId } = actor;
  const userInvites = rows.map(({ email, firstName, lastName, locale, roleKey }) => ({
    ...{ email, firstName, lastName, createdByUserId, roles: [roleKey] },
    ...(locale && { locale }),
  }));
  return call({
    name: operation,
    kind: 'mutation',
    as: createdByUserId,
    run: (api) => api.sendUserInvites({ data: { tenantId, userInvites } }),
    answer: sendAnswer,
    options,
  });
}

/** One outcome per row, in the rows' order; addresses are matched without letter case. */
function outcomes(actor: Actor, rows: readonly SendRow[], answer: SendAnswer, log: Logger): SendOutcome[] {
  const invited = new Map(ofTenant(actor.tenantId, answer.success, log).map((invite) => [invite.email, invite]));
  const refused = new Map(answer.errors.map(({ email, error }) => [email, error]));
  return rows.map(({ email }) => {
    const invite = invited.get(normalized(email));
    const error = refused.get(normalized(email));
    if (invite) return { email, kind: 'invited', invite };
    if (error !== undefined) return { email, kind: 'refused', ...readRefusal(error) };
    return { email, kind: 'unclear' };
  });
}

function smallerBatch(tried: number, maxAllowed: number | undefined): number {
  const told = maxAllowed !== undefined && maxAllowed < tried ? maxAllowed : Math.floor(tried / 2);
  return Math.max(1, told);
}
