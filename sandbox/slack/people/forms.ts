import { placedElements } from '../block-kit.ts';
import { deliver } from '../delivery/deliver.ts';
import { interactionPart } from '../delivery/payloads.ts';
import { personOf } from '../directory.ts';
import { currentValue } from '../input-state.ts';
import { type JsonObject, textOf } from '../json.ts';
import { newResponseUrl } from '../response-urls.ts';
import type { Interaction, People, Submitted } from '../slack-emulator.ts';
import { newTrigger } from '../triggers.ts';
import { closeViews, stackOf, viewShape } from '../views.ts';
import type { View, World } from '../world.ts';
import { chosenValue } from './choice.ts';
import { clientErrors } from './client-checks.ts';
import { concluded } from './interact.ts';
import { notify } from './notices.ts';
import { enter } from './press.ts';
import { applySubmissionAck } from './submission-ack.ts';
import { elementFor, labelOf, openView, surfaceFor } from './surface.ts';

/** Filling in, sending and closing modals. */
export function forms(world: World): Pick<People, 'fill' | 'submit' | 'close'> {
  return {
    async fill(user, viewId, values) {
      const done: Interaction[] = [];
      for (const [name, value] of Object.entries(values)) {
        const surface = surfaceFor(world, user, { viewId });
        const byBlock = placedElements(surface.blocks).some((one) => one.blockId === name);
        const placed = elementFor(surface, byBlock ? { viewId, blockId: name } : { viewId, label: name });
        const chosen = chosenValue(world, user, placed, value);
        done.push(await enter(world, user, surface, placed, chosen, 'on_character_entered'));
      }
      return done;
    },
    submit: (user, viewId) => submit(world, user, openView(world, user, viewId)),
    close: (user, viewId, { all = false } = {}) => close(world, user, openView(world, user, viewId), all),
  };
}

async function submit(world: World, user: string, view: View): Promise<Submitted> {
  const at = world.clock.now();
  if (!view.body.submit) throw new Error(`view ${view.id} has nothing to submit with`);
  const errors = clientErrors(view);
  view.errors = errors;
  world.journal.changed('view');
  if (Object.keys(errors).length > 0) return { ack: null, at, errors };
  const { team } = personOf(world, user);
  const ack = await deliver(world, {
    kind: 'view_submission',
    name: textOf(view.body.callback_id),
    team: view.installTeam,
    user,
    payload: {
      ...interactionPart(world, 'view_submission', user, team),
      trigger_id: newTrigger(world, { user, installTeam: view.installTeam, viewId: view.id }),
      view: viewShape(world, view),
      response_urls: responseUrls(world, user, view),
    },
  });
  if (ack.error) return { ...concluded(world, user, ack, at, 'the form') };
  const outcome = applySubmissionAck(world, view, ack.body);
  if (outcome.error) notify(world, user, 'the form', outcome.error);
  return { ack, at, ...outcome };
}

/** One for each channel chosen in an element with response_url_enabled. */
function responseUrls(world: World, user: string, view: View): JsonObject[] {
  return placedElements(view.body.blocks)
    .filter(({ element }) => element.response_url_enabled === true)
    .flatMap((placed) => {
      const channel = textOf(currentValue(view.inputs, placed));
      if (!channel) return [];
      const url = newResponseUrl(world, 'actions', { user, team: view.installTeam, channel });
      return [{ block_id: placed.blockId, action_id: placed.actionId, channel_id: channel, response_url: url }];
    });
}

/** Cancel closes this view; ✕, or clear_on_close, closes all. The app hears only with notify_on_close, and no inputs. */
async function close(world: World, user: string, view: View, all: boolean): Promise<Interaction> {
  const at = world.clock.now();
  const stack = stackOf(world, user);
  if (view.kind === 'home') throw new Error('Home cannot be closed');
  const cleared = all || view.body.clear_on_close === true;
  const told = (all ? stack[0] : view) ?? view;
  closeViews(world, cleared ? stack : [view]);
  if (told.body.notify_on_close !== true) return { ack: null, at };
  const ack = await deliver(world, {
    kind: 'view_closed',
    name: textOf(told.body.callback_id),
    team: told.installTeam,
    user,
    payload: {
      ...interactionPart(world, 'view_closed', user, personOf(world, user).team),
      view: viewShape(world, told, false),
      is_cleared: cleared,
    },
  });
  return concluded(world, user, ack, at, `closing "${labelOfView(told)}"`);
}

function labelOfView(view: View): string {
  const [first] = placedElements(view.body.blocks);
  return textOf(view.body.callback_id) || (first ? labelOf(first) : view.id);
}
