import type { AllMiddlewareArgs, AnyMiddlewareArgs, App } from '@slack/bolt';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { SlackApi } from './api.ts';
import { endingOf } from './failures.ts';
import type { Languages } from './languages.ts';
import { respondTo } from './respond.ts';
import { ending } from './views/plain.ts';
import type { Authorization, Workspace } from './workspace.ts';

type Refused = { teamId?: string; refused: Problem };
type Source = { teamId?: string | undefined; enterpriseId?: string | undefined };

/** For Bolt: where there is no token (any more) the request goes on without one, to be answered below. */
export const authorizer =
  (workspace: Workspace) =>
  async ({ teamId, enterpriseId }: Source): Promise<Authorization | Refused> => {
    try {
      return await workspace.authorize(teamId, enterpriseId);
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'not_a_member') throw error;
      return { ...(teamId ? { teamId } : {}), refused: error };
    }
  };

const asked = z.object({
  command: z.string().optional(),
  type: z.string().optional(),
  response_url: z.string().optional(),
});

/**
 * Without a token the app can speak only in its acknowledgement, or through the response_url of a press: people whose
 * workspace lost the app, or whose message outlived it, hear what to do.
 */
export function answerWithoutToken(app: App, command: string, api: SlackApi, languages: Languages): void {
  app.use(async (args: AnyMiddlewareArgs & AllMiddlewareArgs) => {
    const { refused } = args.context;
    if (!(refused instanceof Problem)) return args.next();
    const request = asked.parse(args.body);
    const { teamId = '', userId = '' } = args.context;
    await languages.recollect({ teamId, userId });
    const words = languages.of({ teamId, userId });
    const { sentence: text } = endingOf(words, refused, request.command ?? command, '');
    const ack = 'ack' in args ? (args.ack as (answer?: unknown) => Promise<void>) : undefined;
    if (request.command !== undefined) return ack?.({ response_type: 'ephemeral', text });
    if (request.type === 'view_submission') return ack?.({ response_action: 'update', view: ending(words, text) });
    await ack?.();
    if (request.response_url) await respondTo(api, request.response_url)({ text });
  });
}
