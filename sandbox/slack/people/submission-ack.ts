import { personOf } from '../directory.ts';
import { isObject, type JsonObject, objectsOf, textOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Submitted } from '../slack-emulator.ts';
import { acceptedView, closeViews, replaceView, showModal, stackOf } from '../views.ts';
import type { View, World } from '../world.ts';

type Outcome = Pick<Submitted, 'error' | 'errors'>;
type Action = (world: World, view: View, body: JsonObject) => Outcome;

/** What the body of a view_submission's acknowledgement does to the screen. An empty one closes the view. */
export function applySubmissionAck(world: World, view: View, body: unknown): Outcome {
  if (body === undefined || body === '') {
    closeViews(world, [view]);
    return {};
  }
  const action = isObject(body) ? actions[textOf(body.response_action)] : undefined;
  if (!isObject(body) || !action) return broken(world, `not a response_action: ${JSON.stringify(body)}`);
  try {
    return action(world, view, body);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return broken(world, `${error.code} ${JSON.stringify(error.extra)}`);
  }
}

const actions: { [name: string]: Action | undefined } = {
  clear(world, view) {
    closeViews(world, stackOf(world, view.user));
    return {};
  },
  update(world, view, body) {
    replaceView(world, view, acceptedView(world, body.view, ['modal']));
    return {};
  },
  push(world, view, body) {
    const installation = world.installations.get(view.installTeam);
    if (!installation) throw new Refusal('account_inactive');
    const { team } = personOf(world, view.user);
    const stack = stackOf(world, view.user);
    showModal(world, { user: view.user, team, installation }, acceptedView(world, body.view, ['modal']), stack);
    return {};
  },
  errors(world, view, body) {
    const errors = isObject(body.errors) ? body.errors : {};
    const inputs = objectsOf(view.body.blocks).filter((block) => block.type === 'input');
    const known = new Set(inputs.map((block) => block.block_id));
    const entries = Object.entries(errors);
    const stray = entries.filter(([id, said]) => !known.has(id) || typeof said !== 'string' || said === '');
    if (entries.length === 0) return broken(world, 'errors: names no block');
    if (stray.length > 0) return broken(world, `errors: ${stray.map(([id]) => id).join(', ')} is no input block here`);
    view.errors = Object.fromEntries(entries.map(([id, said]) => [id, String(said)]));
    world.journal.changed('view');
    return { errors: view.errors };
  },
};

function broken(world: World, detail: string): Outcome {
  world.journal.violated('bad_ack_body', `view_submission: ${detail}`);
  return { error: 'We had some trouble connecting. Try again?' };
}
