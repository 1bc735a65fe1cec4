import type { KnownBlock, ModalView } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { SlackIdentity } from '../people/recognize.ts';
import { Problem } from '../problem.ts';
import type { Trace } from '../trace.ts';
import type { Words } from '../words/words.ts';
import { type Ending, endingOf } from './failures.ts';
import { asText, limits, section } from './kit.ts';
import { ending } from './views/plain.ts';

type Log = { info(context: object, message: string): void; error(context: object, message: string): void };
type Watch = { log: Log; trace: Trace };

/** What is added to a refusal: who could do it, and a button to ask them. */
export type Aside = { sentence: string; offers: KnownBlock[] };

/** Where a person is, and how to speak to them there: the view in front of them, or a message only they see. */
export interface Scene {
  identity: SlackIdentity;
  /** Also in the log, in the ROQ calls and in the sentence of an unknown failure. */
  requestId: string;
  /** The command as it was typed, or the configured one. */
  command: string;
  client: WebClient;
  /** In the language of this person, as far as it is known by now. */
  readonly words: Words;
  /** The modal that this scene opened or came from. */
  viewId?: string | undefined;
  /** Slack's mark of what the modal shows, when this scene put it there. */
  hash?: string | undefined;
  /** What they did, for the log: `command status`, `button invite.resend`, `form settings`. Never what they wrote. */
  what: string;
  /** What they were told of last, when it was no plain end. */
  ended?: Pick<Ending, 'code' | 'expected'> & { error: unknown };
  /** Where it began: `command C1`, `message C1 1700000000.1`, `view settings`. */
  source: string;
  /** Buttons of the last note, shown below it. */
  offers: KnownBlock[];
  /** Hears of every problem the person is told of. */
  refused(problem: Problem): Promise<Aside | undefined>;
  /** How a failure that is not the person's looks in the modal; by default only its sentence. */
  trouble?: ((sentence: string) => ModalView) | undefined;
  /** Opens a modal; throws Problem when the trigger is over. */
  open(view: ModalView): Promise<void>;
  /** Replaces the modal; nothing happens when the person has closed it. */
  show(view: ModalView): Promise<void>;
  /** Says something only this person sees. */
  tell(text: string, blocks?: KnownBlock[]): Promise<void>;
}

/** Words for one person, as blocks where they are more than the text. */
export type Said = { text: string; blocks?: KnownBlock[] };

export type SceneParts = {
  identity: SlackIdentity;
  requestId: string;
  command: string;
  client: WebClient;
  what: string;
  source: string;
  words: () => Words;
  refused: Scene['refused'];
  triggerId?: string | undefined;
  viewId?: string | undefined;
  /** A submission not answered yet is answered with the view; `undefined` once it is. */
  answerWith?: ((view: ModalView) => Promise<void> | undefined) | undefined;
  /** Posts to the request's response_url, or shows it on Home. */
  respond?: ((message: Said) => Promise<void>) | undefined;
};

export function scene(parts: SceneParts): Scene {
  const { identity, requestId, command, client } = parts;
  const here: Scene = {
    identity,
    requestId,
    command,
    client,
    get words() {
      return parts.words();
    },
    what: parts.what,
    source: parts.source,
    offers: [],
    refused: parts.refused,
    viewId: parts.viewId,
    async open(view) {
      if (!parts.triggerId) throw new Problem('view_expired');
      const opened = await client.views.open({ trigger_id: parts.triggerId, view: asText(view) }).catch(rethrowTrigger);
      here.viewId = opened.view?.id;
      here.hash = opened.view?.hash;
    },
    async show(plainView) {
      const view = withOffers(plainView, here.offers);
      const answered = parts.answerWith?.(view);
      if (answered) return answered;
      if (!here.viewId) return;
      const shown = await client.views.update({ view_id: here.viewId, view: asText(view) }).catch(ignoreClosed);
      here.hash = shown?.view?.hash;
    },
    async tell(text, plainBlocks) {
      const blocks = here.offers.length > 0 ? [...(plainBlocks ?? [section(text)]), ...here.offers] : plainBlocks;
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

/** Below the note that the view begins with. */
const withOffers = (view: ModalView, offers: readonly KnownBlock[]): ModalView =>
  offers.length > 0
    ? { ...view, blocks: [...view.blocks.slice(0, 1), ...offers, ...view.blocks.slice(1)].slice(0, limits.modalBlocks) }
    : view;

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

const ignoreClosed = (error: unknown): undefined => {
  if (slackCode(error) !== 'not_found' && slackCode(error) !== 'view_not_found') throw error;
};

/** Runs a handler as one request, which is one line in the log; whatever happens, it ends where the person is. */
export async function withEnding(here: Scene, { log, trace }: Watch, run: () => Promise<void>): Promise<void> {
  const startedAt = performance.now();
  const { requestId } = here;
  // Which command it is turns out on the way.
  const work = {
    requestId,
    get name() {
      return here.what;
    },
  };
  await trace.work(work, () => endWell(here, log, run));
  logEnd(here, log, Math.round(performance.now() - startedAt));
}

function logEnd({ requestId, what, source, identity, ended }: Scene, log: Log, ms: number): void {
  const { teamId, userId: slackUserId } = identity;
  const line = { requestId, what, source, teamId, slackUserId, ms, ended: ended?.code ?? 'done' };
  if (ended && !ended.expected) log.error({ ...line, err: ended.error }, 'request');
  else log.info(line, 'request');
}

/** Every failure ends with a sentence where the person is. The only catch of the Slack side. */
async function endWell(here: Scene, log: Log, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const { sentence, expected, offers } = await endingFor(here, log, error);
    here.offers = [];
    const trouble = expected ? undefined : here.trouble?.(sentence);
    await sayEnding(here, sentence, offers, trouble ?? ending(here.words, sentence, undefined, offers)).catch((lost) =>
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
    const { sentence, offers } = await endingFor(here, log, error);
    here.offers = offers;
    return sentence;
  }
}

/** What the person is told, logged; a refusal is kept in the audit log and names who could do it. */
async function endingFor(here: Scene, log: Log, error: unknown): Promise<Ending> {
  const ended = endingOf(here.words, error, here.command, here.requestId);
  here.ended = { code: ended.code, expected: ended.expected, error };
  const aside = ended.problem && (await hear(here, log, ended.problem));
  if (!aside) return ended;
  return { ...ended, sentence: `${ended.sentence} ${aside.sentence}`, offers: [...ended.offers, ...aside.offers] };
}

/** Whatever happens to the record of a refusal, the person is told of the refusal. */
const hear = (here: Scene, log: Log, problem: Problem): Promise<Aside | undefined> =>
  here.refused(problem).catch((lost) => {
    log.error({ requestId: here.requestId, err: lost }, 'a refusal was not kept');
    return undefined;
  });
