import type { KnownBlock, ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { SlackIdentity } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import { endingOf } from './failures.ts';
import { section } from './kit.ts';
import { ending } from './views/plain.ts';

type Log = { info(context: object, message: string): void; error(context: object, message: string): void };

/** Where a person is, and how to speak to them there: the view in front of them, or a message only they see. */
export interface Scene {
  identity: SlackIdentity;
  /** Also in the log, in the ROQ calls and in the sentence of an unknown failure. */
  requestId: string;
  /** The command as it was typed, or the configured one. */
  command: string;
  client: WebClient;
  /** The modal that this scene opened or came from. */
  viewId?: string | undefined;
  /** How a failure that is not the person's looks in the modal; by default only its sentence. */
  trouble?: ((sentence: string) => ModalView) | undefined;
  /** Opens a modal; throws Problem when the trigger is over. */
  open(view: ModalView): Promise<void>;
  /** Replaces the modal; nothing happens when the person has closed it. */
  show(view: ModalView): Promise<void>;
  /** Says something only this person sees. */
  tell(text: string, blocks?: KnownBlock[]): Promise<void>;
}

export type SceneParts = {
  identity: SlackIdentity;
  requestId: string;
  command: string;
  client: WebClient;
  triggerId?: string | undefined;
  viewId?: string | undefined;
  /** A submission not answered yet is answered with the view; `undefined` once it is. */
  answerWith?: ((view: ModalView) => Promise<void> | undefined) | undefined;
  /** Posts to the request's response_url. */
  respond?: ((message: { text: string; blocks?: KnownBlock[] }) => Promise<void>) | undefined;
};

export function scene(parts: SceneParts): Scene {
  const { identity, requestId, command, client } = parts;
  const here: Scene = {
    identity,
    requestId,
    command,
    client,
    viewId: parts.viewId,
    async open(view) {
      if (!parts.triggerId) throw new Problem('view_expired');
      const opened = await client.views.open({ trigger_id: parts.triggerId, view }).catch(rethrowTrigger);
      here.viewId = opened.view?.id;
    },
    async show(view) {
      const answered = parts.answerWith?.(view);
      if (answered) return answered;
      if (!here.viewId) return;
      await client.views.update({ view_id: here.viewId, view }).catch(ignoreClosed);
    },
    async tell(text, blocks) {
      const message = { text, ...(blocks ? { blocks } : {}) };
      // A response_url may be spent, or its end of Slack down: a direct message reaches the person all the same.
      const told = await parts.respond?.(message).then(
        () => true,
        () => false,
      );
      if (!told) await client.chat.postMessage({ channel: identity.userId, ...message, ...quiet });
    },
  };
  return here;
}

export const quiet = { unfurl_links: false, unfurl_media: false } as const;

const slackCode = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

const rethrowTrigger = (error: unknown): never => {
  const code = slackCode(error);
  if (code === 'expired_trigger_id' || code === 'exchanged_trigger_id' || code === 'invalid_trigger_id') {
    throw new Problem('view_expired', {}, { cause: error });
  }
  throw error;
};

const ignoreClosed = (error: unknown): void => {
  if (slackCode(error) !== 'not_found' && slackCode(error) !== 'view_not_found') throw error;
};

/** Runs a handler so that every failure ends with a sentence where the person is. The only catch of the Slack side. */
export async function withEnding(here: Scene, log: Log, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { sentence, expected, code, offers } = endingOf(error, here.command, here.requestId);
    if (expected) log.info({ requestId: here.requestId, problem: code }, 'told why not');
    else log.error({ requestId: here.requestId, problem: code, err: error }, 'handler failed');
    const trouble = expected ? undefined : here.trouble?.(sentence);
    await sayEnding(here, sentence, offers, trouble ?? ending(sentence, undefined, offers)).catch((lost) =>
      log.error({ requestId: here.requestId, err: lost }, 'ending was lost'),
    );
  }
}

async function sayEnding(here: Scene, sentence: string, offers: KnownBlock[], view: ModalView): Promise<void> {
  const tell = () => here.tell(sentence, offers.length > 0 ? [section(sentence), ...offers] : undefined);
  await (here.viewId ? here.show(view).catch(tell) : tell());
}

/** Runs an act whose ending, good or bad, is a note beside what the person is looking at. */
export async function noted(here: Scene, log: Log, run: () => Promise<string>): Promise<string> {
  try {
    return await run();
  } catch (error) {
    const { sentence, expected, code } = endingOf(error, here.command, here.requestId);
    if (expected) log.info({ requestId: here.requestId, problem: code }, 'told why not');
    else log.error({ requestId: here.requestId, problem: code, err: error }, 'act failed');
    return sentence;
  }
}
