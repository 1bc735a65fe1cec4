import type { App, BlockAction, SlackViewAction } from '@slack/bolt';
import type { SlackIdentity } from '../people/recognize.ts';
import { reference } from '../reference.ts';
import { buttons } from './buttons.ts';
import { runCommand } from './commands.ts';
import type { SlackDeps } from './deps.ts';
import { forms, type SubmissionAck } from './forms.ts';
import { type InFlight, inFlightCounter } from './in-flight.ts';
import { hearRefusal } from './refusals.ts';
import {
  commandRequest,
  homeOpened,
  type PressRequest,
  pressRequest,
  type ShortcutRequest,
  shortcutRequest,
  submissionRequest,
} from './requests.ts';
import { respondTo } from './respond.ts';
import { room } from './room.ts';
import { type Said, scene, withEnding } from './scene.ts';
import { shortcuts } from './shortcuts.ts';
import { ending } from './views/plain.ts';

/** Every listener of the app. Each acks first, then works; each ends with a sentence for its person. */
export function register(app: App, deps: SlackDeps, command: string): InFlight {
  const inFlight = inFlightCounter();
  const turn = room();
  const wordsOf = async (identity: SlackIdentity) => {
    await deps.languages.recollect(identity);
    return () => deps.languages.of(identity);
  };

  app.command(/.*/, ({ ack, body, client, context }) =>
    inFlight.during(async () => {
      await ack();
      await turn.enter();
      const request = commandRequest.parse(body);
      const identity = identityOf(context.teamId, { id: request.user_id, team_id: request.team_id });
      const words = await wordsOf(identity);
      const origin = { identity, words, requestId: reference(), source: `command ${request.channel_id}` };
      const here = scene({
        ...origin,
        what: 'command',
        refused: hearRefusal(deps, origin),
        command: request.command,
        client,
        triggerId: request.trigger_id,
        respond: respondTo(deps.api, request.response_url),
      });
      await withEnding(here, deps, () => runCommand(deps, here, request));
    }),
  );

  app.action<BlockAction>(/.*/, ({ ack, body, client, context }) =>
    inFlight.during(async () => {
      await ack();
      await turn.enter();
      const request = pressRequest.parse(body);
      const identity = identityOf(context.teamId, request.user, request.team?.id);
      const words = await wordsOf(identity);
      const origin = { identity, words, requestId: reference(), source: pressSource(request) };
      const [pressed] = request.actions;
      const handler = pressed && Object.hasOwn(buttons, pressed.action_id) ? buttons[pressed.action_id] : undefined;
      const here = scene({
        ...origin,
        what: `button ${handler ? pressed?.action_id : 'unknown'}`,
        refused: hearRefusal(deps, origin),
        command,
        client,
        triggerId: request.trigger_id,
        ...placeOf(deps, identity, request),
      });
      await withEnding(here, deps, async () => {
        if (handler) return handler(deps, here, { value: pressed?.value ?? undefined, request });
        deps.log.warn({ requestId: here.requestId, actionId: pressed?.action_id }, 'unknown action');
        await here.tell(words().surfaces.unknownButton(here.requestId));
      });
    }),
  );

  app.shortcut(/.*/, ({ ack, body, client, context }) =>
    inFlight.during(async () => {
      await ack();
      await turn.enter();
      const request = shortcutRequest.parse(body);
      const identity = identityOf(context.teamId, request.user, request.team?.id);
      const words = await wordsOf(identity);
      const origin = { identity, words, requestId: reference(), source: shortcutSource(request) };
      const handler = Object.hasOwn(shortcuts, request.callback_id) ? shortcuts[request.callback_id] : undefined;
      const here = scene({
        ...origin,
        what: `shortcut ${handler ? request.callback_id : 'unknown'}`,
        refused: hearRefusal(deps, origin),
        command,
        client,
        triggerId: request.trigger_id,
        respond: request.response_url ? respondTo(deps.api, request.response_url) : undefined,
      });
      await withEnding(here, deps, async () => {
        if (handler) return handler(deps, here, request);
        deps.log.warn({ requestId: here.requestId, callbackId: request.callback_id }, 'unknown shortcut');
        await here.tell(words().surfaces.unknownShortcut(here.requestId));
      });
    }),
  );

  app.view<SlackViewAction>(/.*/, ({ ack, body, client, context }) =>
    inFlight.during(async () => {
      const request = submissionRequest.parse(body);
      const identity = identityOf(context.teamId, request.user, request.team?.id);
      const once = ackOnce(ack as SubmissionAck & (() => Promise<void>));
      const words = await wordsOf(identity);
      const origin = { identity, words, requestId: reference(), source: `view ${request.view.callback_id}` };
      const handler = Object.hasOwn(forms, request.view.callback_id) ? forms[request.view.callback_id] : undefined;
      const here = scene({
        ...origin,
        what: `form ${handler ? request.view.callback_id : 'unknown'}`,
        refused: hearRefusal(deps, origin),
        command,
        client,
        viewId: request.view.id,
        answerWith: (view) => (once.answered() ? undefined : once.answer({ response_action: 'update', view })),
      });
      await withEnding(here, deps, async () => {
        if (handler) return handler(deps, here, request.view, once.answer);
        deps.log.warn({ requestId: here.requestId, callbackId: request.view.callback_id }, 'unknown view');
        await here.show(ending(words(), words().surfaces.unknownForm(here.requestId)));
      });
      await once.close();
    }),
  );

  app.event('app_home_opened', ({ event, context }) =>
    inFlight.during(async () => {
      const { user, tab, view } = homeOpened.parse(event);
      if (tab !== 'home') return;
      const identity = identityOf(context.teamId, { id: user }, context.teamId);
      const work = { name: 'home opened', requestId: reference() };
      await deps.trace.work(work, () => deps.homes.opened(identity, view?.hash));
    }),
  );

  app.error(async (error) => deps.log.error({ err: error }, 'request could not be handled'));
  return inFlight;
}

/** A modal is spoken to by its id, a message by its response_url; a Home is drawn again with what there is to say. */
function placeOf(deps: SlackDeps, identity: SlackIdentity, { view, response_url }: PressRequest) {
  if (view?.type === 'home') return { respond: (message: Said) => deps.homes.tell(identity, message) };
  return { viewId: view?.id, respond: response_url ? respondTo(deps.api, response_url) : undefined };
}

/** In which message or view something was pressed. */
const pressSource = ({ view, container }: PressRequest): string =>
  view ? `view ${view.callback_id}` : `message ${container.channel_id ?? ''} ${container.message_ts ?? ''}`.trim();

const shortcutSource = ({ channel, message_ts: ts }: ShortcutRequest): string =>
  channel ? `shortcut ${channel.id} ${ts ?? ''}`.trim() : 'shortcut';

/** A person's own workspace may differ from the one the app is installed in (Slack Connect). */
const identityOf = (
  installed: string | undefined,
  user: { id: string; team_id?: string | undefined },
  payloadTeam?: string,
): SlackIdentity => ({
  teamId: installed ?? '',
  userId: user.id,
  homeTeamId: user.team_id ?? payloadTeam ?? '',
});

/** A submission must be answered exactly once: by its handler, or empty when the handler failed before it did. */
function ackOnce(ack: SubmissionAck & (() => Promise<void>)) {
  let answered = false;
  const answer: SubmissionAck = async (response) => {
    answered = true;
    await ack(response);
  };
  return { answer, answered: () => answered, close: async () => (answered ? undefined : ack()) };
}
