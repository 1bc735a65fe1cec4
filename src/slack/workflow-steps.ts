import { randomUUID } from 'node:crypto';
import type { App } from '@slack/bolt';
import { z } from 'zod';
import { reference } from '../reference.ts';
import type { SlackDeps } from './deps.ts';
import type { InFlight } from './in-flight.ts';
import { unescaped } from './kit.ts';

/** As the manifest names it. */
export const inviteStep = 'invite_to_roq';

/** Far more than anybody writes into one line; the rest is not stored. */
const longestInput = 500;
const input = z
  .string()
  .transform((text) => text.slice(0, longestInput))
  .catch('');
const executed = z.object({
  function_execution_id: z.string().min(1).max(100),
  inputs: z.object({ address: input, role: input, on_behalf_of: input, reason: input }),
});

/**
 * A workflow has come to our step. It is stored before it is acknowledged: until then Slack tells of it again, and
 * afterwards no crash loses it. What comes of it takes days, so that the worker tells Slack, with the app's own token.
 */
export function listenForSteps(app: App, deps: SlackDeps, inFlight: InFlight): void {
  app.function(inviteStep, { autoAcknowledge: false }, ({ event, context, ack }) =>
    inFlight.during(async () => {
      const { function_execution_id: executionId, inputs } = executed.parse(event);
      const { teamId = '' } = context;
      const work = { name: 'workflow step', requestId: reference() };
      await deps.trace.work(work, async () => {
        const fresh = await deps.stepRuns.receive({
          ...{ id: randomUUID(), executionId, teamId, slackUserId: inputs.on_behalf_of },
          ...{ email: inputs.address, roleWord: unescaped(inputs.role), reason: unescaped(inputs.reason) },
        });
        await ack();
        deps.log.info({ requestId: work.requestId, executionId, teamId, fresh }, 'workflow step');
        deps.wakeSteps();
      });
    }),
  );
}
