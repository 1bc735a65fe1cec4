import type { Forgetting } from '../invites/forgotten.ts';
import { history } from '../invites/history.ts';
import { parseRecipients } from '../invites/recipients.ts';
import { refusal, seesEverybodys } from '../people/authority.ts';
import type { Person } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { readJson, unescaped } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import type { Scene } from './scene.ts';
import {
  historyAddressBlock,
  historyId,
  historyMetadata,
  historyNext,
  historyView,
  readHistoryAddress,
} from './views/history.ts';
import { ending, waiting } from './views/plain.ts';

const reading = ({ words }: Scene) => waiting(words, words.history.reading, words.history.title);

/** `/invite why ada@x.io`. */
export async function showHistory(deps: SlackDeps, here: Scene, rest: string): Promise<void> {
  const email = addressIn(unescaped(rest));
  await here.open(reading(here));
  const { oneAddress, title } = here.words.history;
  if (!email) return here.show(ending(here.words, oneAddress(here.command), title));
  await draw(deps, here, email, 0);
}

/** One address as it is stored; `undefined` for anything else. */
function addressIn(text: string): string | undefined {
  const [first, ...others] = parseRecipients(text);
  return first && !first.fault && others.length === 0 ? first.email : undefined;
}

async function draw(deps: SlackDeps, here: Scene, email: string, page: number, note?: string): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'list' });
  const powers = await deps.authority.powers(person);
  const [found, mark] = await Promise.all([
    history(deps, person, !seesEverybodys(powers), { email, page }),
    deps.addressMemory.mark(person.tenantId, email),
  ]);
  const mayForget = refusal(person, powers, { act: 'settings' }) === undefined;
  const invite = found.invites.find(
    (each) => each.status !== 'accepted' && !refusal(person, powers, { act: 'resend', invite: each }),
  );
  const excluded = (await deps.unreminded.among(person.tenantId, [mark])).has(mark);
  const reminding = invite && { id: invite.id, excluded };
  await here.show(historyView(here.words, { history: found, mark, mayForget, reminding, note }));
}

/** "Look up": the address in the view's own field. */
export async function submitHistory(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const email = addressIn(readHistoryAddress(view.state?.values ?? {}));
  if (!email) {
    return ack({ response_action: 'errors', errors: { [historyAddressBlock]: here.words.history.giveOneAddress } });
  }
  await ack({ response_action: 'update', view: reading(here) });
  await draw(deps, here, email, 0);
}

/** The address whose story is shown: what was typed since counts only once it is looked up. */
async function shownAddress(deps: SlackDeps, person: Person, { request }: Press): Promise<string> {
  if (request.view?.callback_id !== historyId) throw new Problem('view_expired');
  const email = addressIn(readHistoryAddress(request.view.state?.values ?? {}));
  const { k: mark } = readJson(historyMetadata, request.view.private_metadata);
  if (!email || mark !== (await deps.addressMemory.mark(person.tenantId, email))) throw new Problem('address_changed');
  return email;
}

export async function turnHistory(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await draw(deps, here, await shownAddress(deps, person, press), historyNext.read(press.value).p);
}

/** The story that is open, once more. */
export async function redrawHistory(deps: SlackDeps, here: Scene, press: Press, note: string): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await draw(deps, here, await shownAddress(deps, person, press), 0, note);
}

/** "Forget this address": everywhere in this tenant's part of the store, never in ROQ. */
export async function forgetAddress(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const person = await deps.recognizer.recognize(here.identity);
  await deps.authority.allow(person, { act: 'settings' });
  const email = await shownAddress(deps, person, press);
  const { teamId, tenantId, slackUserId, roqUserId } = person;
  const forgotten = await deps.addressMemory.forget(tenantId, email);
  if (forgotten.kind === 'busy') throw new Problem('address_busy');
  await deps.audit.append([
    {
      ...{ at: deps.clock.now(), teamId, tenantId, slackUserId, roqUserId, what: 'address.forgotten' },
      ...{ email: await deps.addressMemory.mark(tenantId, email), requestId: here.requestId, source: here.source },
    },
  ]);
  await redraw(deps, tenantId, forgotten);
  const { forgotten: done, title } = here.words.history;
  await here.show(ending(here.words, `:white_check_mark: ${done}`, title));
}

const recentMs = 30 * 24 * 60 * 60_000;

/** Every message of ours that may show the address; exports are drawn anew as a whole, so that no row is lost. */
async function redraw(deps: SlackDeps, tenantId: string, { batchIds, actIds, requestIds }: Held): Promise<void> {
  await deps.posts.touch('batch', batchIds);
  await deps.posts.touch('act_end', actIds);
  for (const kind of ['approval', 'approval_nudge', 'approval_asked', 'approval_end'] as const)
    await deps.posts.touch(kind, requestIds);
  await deps.posts.touchRecent(tenantId, recentMs, ['joined', 'audit', 'audit_csv']);
  deps.wakePosts();
  deps.moved(tenantId);
}
type Held = Extract<Forgetting, { kind: 'forgotten' }>;
