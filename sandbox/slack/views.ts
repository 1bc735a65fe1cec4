import { randomBytes } from 'node:crypto';
import { finishedBlocks, withReplaced } from './block-kit.ts';
import { inputsFor, stateValues } from './input-state.ts';
import { isObject, type JsonObject, objectsOf, textOf } from './json.ts';
import { invalidArguments, Refusal } from './refusal.ts';
import { isTooLarge, type ViewKind, viewComplaints } from './rules/view.ts';
import type { Installation, View, World } from './world.ts';

export const deepestStack = 3;

/** A view the app sent, checked against the rules; throws view_too_large or invalid_arguments. */
export function acceptedView(world: World, raw: unknown, kinds: ViewKind[]): View['body'] {
  if (isTooLarge(raw)) throw new Refusal('view_too_large');
  const complaints = viewComplaints(raw, kinds);
  if (complaints.length > 0) throw invalidArguments(complaints);
  const view = isObject(raw) ? raw : {};
  const mint = () => world.ids.id('').slice(-5);
  return { ...view, blocks: finishedBlocks(objectsOf(view.blocks), mint) };
}

/** The person's open modals, the one on top last. */
export function stackOf(world: World, user: string): View[] {
  return world.stacks.get(user) ?? [];
}

interface Opening {
  user: string;
  team: string;
  installation: Installation;
  channel?: string;
}

/** Shows a new modal: alone (`views.open`), or above the open ones (`views.push`). */
export function showModal(world: World, opening: Opening, body: View['body'], above: View[]): View {
  if (above.length >= deepestStack) throw new Refusal('push_limit_reached');
  refuseTakenExternalId(world, opening.installation.team, body);
  const view = newView(world, 'modal', opening, body);
  view.rootId = above[0]?.id ?? view.id;
  view.previousId = above.at(-1)?.id ?? null;
  if (above.length === 0) closeViews(world, stackOf(world, opening.user));
  world.stacks.set(opening.user, [...above, view]);
  world.journal.changed('view');
  return view;
}

/** The Home of a person in the team of this installation, made or replaced. */
export function publishHome(world: World, opening: Opening, body: View['body']): View {
  const home = homeOf(world, opening.user, opening.installation.team);
  if (home) return replaceView(world, home, body);
  return newView(world, 'home', opening, body);
}

export function homeOf(world: World, user: string, installTeam: string): View | undefined {
  return [...world.views.values()].find(
    (view) => view.kind === 'home' && view.user === user && view.installTeam === installTeam,
  );
}

function newView(world: World, kind: View['kind'], opening: Opening, body: View['body']): View {
  const id = world.ids.id('V');
  const view: View = {
    id,
    kind,
    user: opening.user,
    team: opening.team,
    installTeam: opening.installation.team,
    body,
    hash: freshHash(world),
    rootId: id,
    previousId: null,
    inputs: inputsFor(body.blocks, new Map(), opening.channel),
    open: true,
    errors: {},
    replaced: [],
  };
  world.views.set(id, view);
  world.journal.changed('view');
  return view;
}

/** Gives a view other contents; what the person typed stays where block_id and action_id are the same. */
export function replaceView(world: World, view: View, body: View['body']): View {
  if (textOf(body.external_id) !== textOf(view.body.external_id)) {
    refuseTakenExternalId(world, view.installTeam, body);
  }
  view.inputs = inputsFor(body.blocks, view.inputs);
  view.replaced = withReplaced(view.replaced, view.body.blocks);
  view.body = body;
  view.hash = freshHash(world);
  view.errors = {};
  world.journal.changed('view');
  return view;
}

/** Takes these modals off their person's screen. */
export function closeViews(world: World, views: View[]): void {
  for (const view of views) view.open = false;
  for (const [key, stack] of world.stacks) {
    world.stacks.set(
      key,
      stack.filter((view) => view.open),
    );
  }
  world.journal.changed('view');
}

function refuseTakenExternalId(world: World, installTeam: string, body: JsonObject): void {
  const wanted = textOf(body.external_id);
  const taken = [...world.views.values()].some(
    (view) => view.open && view.installTeam === installTeam && textOf(view.body.external_id) === wanted,
  );
  if (wanted && taken) throw new Refusal('duplicate_external_id');
}

function freshHash(world: World): string {
  return `${Math.floor(world.clock.now() / 1000)}.${randomBytes(4).toString('hex')}`;
}

/** The view as Slack sends it; `values: false` leaves the inputs out, as the answers of views.* do. */
export function viewShape(world: World, view: View, values = true): JsonObject {
  const { body } = view;
  const modal = {
    title: body.title,
    close: body.close ?? null,
    submit: body.submit ?? null,
    clear_on_close: body.clear_on_close ?? false,
    notify_on_close: body.notify_on_close ?? false,
  };
  const home = { title: { type: 'plain_text', text: 'View Title', emoji: true }, close: null, submit: null };
  return {
    id: view.id,
    team_id: view.team,
    type: view.kind,
    blocks: body.blocks,
    private_metadata: body.private_metadata ?? '',
    callback_id: body.callback_id ?? '',
    state: { values: values ? stateValues(body.blocks, view.inputs) : {} },
    hash: view.hash,
    ...(view.kind === 'modal' ? modal : { ...home, clear_on_close: false, notify_on_close: false }),
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: world.app.appId,
    external_id: body.external_id ?? '',
    app_installed_team_id: view.installTeam,
    bot_id: world.installations.get(view.installTeam)?.botId ?? '',
  };
}
