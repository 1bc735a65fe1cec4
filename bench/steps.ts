import { setTimeout as pause } from 'node:timers/promises';
import { channelOf } from './far-ends/numbers.ts';
import type { LeanWorld } from './lean-world.ts';
import type { Place, SlackSender } from './slack-requests.ts';

/** What a person does, step by step, at the lean far ends. */
export type Steps = { world: LeanWorld; sender: SlackSender };

let acts = 0;
/** A trigger, and the end of a response_url, that was never used before. */
export const newId = (): string => {
  acts += 1;
  return `${process.pid}-${acts}`;
};

export const addresses = (count: number, tag: string): string[] =>
  Array.from({ length: count }, (_, at) => `${tag}-${at}@invited.test`);

/** Uploads a list and waits for the sheet; the view it is in. */
export async function uploadList({ world, sender }: Steps, place: Place, emails: readonly string[]): Promise<string> {
  const id = newId();
  await world.keepFile({ id: `F${id}`, content: `email\n${emails.join('\n')}\n` });
  const form = world.shown(id);
  await sender.command(place, '', id);
  await form;
  const sheet = world.shown(id);
  await submit({ world, sender }, place, `V${id}`, {
    file: { value: { type: 'file_input', files: [{ id: `F${id}` }] } },
    role: { value: { type: 'static_select', selected_option: { value: 'member' } } },
    locale: { value: { type: 'static_select', selected_option: { value: 'en-US' } } },
  });
  await sheet;
  return `V${id}`;
}

/** Submits the view as it stands; how long the acknowledgement took, ms. */
export async function submit({ world, sender }: Steps, place: Place, viewId: string, values?: object): Promise<number> {
  const view = await world.view(viewId);
  if (!view) throw new Error(`there is no view ${viewId}`);
  const { callbackId, metadata } = view;
  const answer = await sender.submit(place, { id: viewId, callbackId, metadata, ...(values ? { values } : {}) });
  if (answer.status !== 200 || answer.body.includes('"errors"'))
    throw new Error(`the form was refused: ${answer.body}`);
  return answer.ms;
}

/** Invites these people, and waits until the card says that all are sent; the id of the batch. */
export async function inviteAll(steps: Steps, place: Place, emails: readonly string[]): Promise<string> {
  const sheet = await uploadList(steps, place, emails);
  await submit(steps, place, sheet);
  const all = `${emails.length.toLocaleString('en')} sent`;
  for (let looks = 0; looks < 3_000; looks += 1) {
    const cards = (await steps.world.messages()).filter(({ channel }) => channel === channelOf(place.channel));
    const card = cards.find(({ text }) => text.includes(all));
    if (card) return batchOn(card.blocks);
    await pause(20);
  }
  throw new Error(`no card says "${all}"`);
}

/** The batch that the buttons of a card speak of. */
function batchOn(blocks: string): string {
  const elements = (JSON.parse(blocks) as { elements?: { action_id?: string; value?: string }[] }[]).flatMap(
    (block) => block.elements ?? [],
  );
  const { value = '{}' } = elements.find((element) => element.action_id === 'batch.show') ?? {};
  return (JSON.parse(value) as { b: string }).b;
}
