import { personOf, visibleUser } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import { textOf } from '../json.ts';
import { invalidArguments, Refusal } from '../refusal.ts';
import { spendTrigger } from '../triggers.ts';
import { acceptedView, publishHome, replaceView, showModal, stackOf, viewShape } from '../views.ts';
import type { Trigger, View } from '../world.ts';
import { argument, type BotCall, type MethodTable } from './method.ts';

export const viewMethods: MethodTable = {
  'views.open': { token: 'bot', tier: 4, required: ['view', 'trigger_id'], run: open },
  'views.push': { token: 'bot', tier: 4, required: ['view', 'trigger_id'], run: push },
  'views.update': { token: 'bot', tier: 4, required: ['view'], run: update },
  'views.publish': { token: 'bot', tier: 4, required: ['view', 'user_id'], run: publish },
};

function open(call: BotCall): JsonObject {
  return shown(call, () => []);
}

function push(call: BotCall): JsonObject {
  return shown(call, (trigger) => {
    const stack = stackOf(call.world, trigger.user);
    if (!trigger.viewId || stack.length === 0) throw new Refusal('not_found');
    return stack;
  });
}

function shown({ world, installation, args }: BotCall, above: (trigger: Trigger) => View[]): JsonObject {
  const body = acceptedView(world, args.view, ['modal']);
  const trigger = spendTrigger(world, installation, args.trigger_id);
  const { user, channel } = trigger;
  const opening = { user, team: personOf(world, user).team, installation, channel };
  const view = showModal(world, opening, body, above(trigger));
  trigger.used = true;
  return { view: viewShape(world, view, false) };
}

function update({ world, installation, args }: BotCall): JsonObject {
  if (!args.view_id && !args.external_id) {
    throw invalidArguments([{ message: 'missing required field: view_id', path: [] }]);
  }
  const body = acceptedView(world, args.view, ['modal', 'home']);
  const view = [...world.views.values()].find((one) => one.installTeam === installation.team && isMeant(one, args));
  if (!view?.open) throw new Refusal('not_found');
  if (body.type !== view.kind) throw invalidArguments([{ message: `must be ${view.kind}`, path: ['view', 'type'] }]);
  refuseStale(view, args);
  return { view: viewShape(world, replaceView(world, view, body), false) };
}

function isMeant(view: View, args: JsonObject): boolean {
  if (args.view_id) return view.id === args.view_id;
  return view.open && textOf(view.body.external_id) === args.external_id;
}

function publish({ world, installation, args }: BotCall): JsonObject {
  if (world.app.homeTab === false) throw new Refusal('not_enabled');
  const body = acceptedView(world, args.view, ['home']);
  const user = visibleUser(world, installation, argument(args, 'user_id'));
  if (!user || user.isBot) throw invalidArguments([{ message: 'invalid `user_id`', path: ['user_id'] }]);
  const home = [...world.views.values()].find(
    (view) => view.kind === 'home' && view.user === user.id && view.installTeam === installation.team,
  );
  if (home) refuseStale(home, args);
  const view = publishHome(world, { user: user.id, team: user.team, installation }, body);
  return { view: viewShape(world, view, false) };
}

function refuseStale(view: View, args: JsonObject): void {
  const hash = argument(args, 'hash');
  if (hash && hash !== view.hash) throw new Refusal('hash_conflict');
}
