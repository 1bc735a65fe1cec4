import { z } from 'zod';
import { isObject, type JsonObject, objectsOf } from '../json.ts';
import { blocksOn } from './blocks.ts';
import { type Complaint, complaintsOf } from './complaints.ts';
import { inconsistencies } from './consistency.ts';
import { plainText } from './texts.ts';

export const viewBytes = 250_000;

const everyView = {
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
};

const schemas = {
  modal: z.strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: blocksOn.modal,
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    ...everyView,
  }),
  home: z.strictObject({ type: z.literal('home'), blocks: blocksOn.home, ...everyView }),
};

export type ViewKind = keyof typeof schemas;

/** What is wrong with a view; `kinds` are those the method takes. Slack's name for any of it is invalid_arguments. */
export function viewComplaints(view: unknown, kinds: ViewKind[], at = ['view']): Complaint[] {
  if (!isObject(view)) return [{ message: 'must be a valid JSON object', path: at }];
  const kind = kinds.find((name) => name === view.type);
  if (!kind) return wrongKind(view, kinds, at);
  const shape = complaintsOf(schemas[kind], view, at);
  if (shape.length > 0) return shape;
  const blocks = objectsOf(view.blocks);
  return [...inconsistencies(blocks, kind, [...at, 'blocks']), ...missingSubmit(view, kind, at)];
}

export function isTooLarge(view: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > viewBytes;
}

function wrongKind(view: JsonObject, kinds: ViewKind[], at: string[]): Complaint[] {
  if (view.type !== undefined) {
    return [{ message: `must be a valid enum value: ${kinds.join(', ')}`, path: [...at, 'type'] }];
  }
  return ['title', 'blocks', 'type']
    .filter((field) => view[field] === undefined)
    .map((field) => ({ message: `missing required field: ${field}`, path: at }));
}

function missingSubmit(view: JsonObject, kind: ViewKind, at: string[]): Complaint[] {
  const asks = objectsOf(view.blocks).some((block) => block.type === 'input');
  if (kind !== 'modal' || !asks || view.submit) return [];
  return [{ message: 'missing required field: submit', path: at }];
}
