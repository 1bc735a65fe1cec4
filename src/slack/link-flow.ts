import { readCode } from '../people/one-time-code.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { linkAddressForm, linkCodeForm, linkRemoved, linkShown, readAddress, readTypedCode } from './views/link.ts';
import { ending, waiting } from './views/plain.ts';

const wait = ({ words }: Scene, sentence = words.surfaces.oneMoment) => waiting(words, sentence, words.link.title);

/** For whom the person is taken, or the form that begins a link; in a modal of its own, or the one it was asked in. */
export async function showLink(deps: SlackDeps, here: Scene, note?: string): Promise<void> {
  if (!here.viewId) await here.open(wait(here));
  const linked = await deps.linking.current(here.identity);
  if (!linked) return here.show(linkAddressForm(here.words));
  await here.show(linkShown(here.words, linked, await deps.tenantNames.of(linked.tenantId), note));
}

/** The form again, also beside a link that holds. */
export async function linkOther(deps: SlackDeps, here: Scene): Promise<void> {
  if (!here.viewId) await here.open(wait(here));
  await deps.recognizer.member(here.identity);
  await here.show(linkAddressForm(here.words));
}

/**
 * The form for the code comes before anybody looks for the account: neither its words nor its time tell whether
 * there is one.
 */
export async function askForCode(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const address = readAddress(here.words, view.state?.values ?? {});
  if (address.kind === 'errors') return ack({ response_action: 'errors', errors: address.errors });
  await ack({ response_action: 'update', view: wait(here) });
  const id = await deps.linking.ask(here.identity);
  await here.show(linkCodeForm(here.words));
  await deps.linking.send(here.identity, id, address.value);
}

export async function proveByCode(
  deps: SlackDeps,
  here: Scene,
  view: SubmittedView,
  ack: SubmissionAck,
): Promise<void> {
  const code = readTypedCode(here.words, view.state?.values ?? {}, readCode);
  if (code.kind === 'errors') return ack({ response_action: 'errors', errors: code.errors });
  await ack({ response_action: 'update', view: wait(here, here.words.link.checkingCode) });
  const refused = await noted(here, deps.log, async () => {
    await deps.linking.prove(here.identity, code.value);
    return '';
  });
  if (refused) return here.show(linkCodeForm(here.words, refused));
  await showLink(deps, here, `:white_check_mark: ${here.words.link.linked}`);
  await deps.homes.redraw(here.identity);
}

export async function removeLink(deps: SlackDeps, here: Scene): Promise<void> {
  await deps.linking.remove(here.identity);
  await here.show(
    ending(here.words, linkRemoved(here.words, here.command, deps.linking.byEmail), here.words.link.title),
  );
  await deps.homes.redraw(here.identity);
}
