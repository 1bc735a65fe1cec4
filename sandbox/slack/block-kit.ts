import { isObject, type JsonObject, objectsOf, textOf } from './json.ts';

/** A block as a surface holds it: checked, with its ids filled in. */
export interface Block extends JsonObject {
  type: string;
  block_id: string;
}

/** An element that a person can use, with the block it stands in. */
export interface PlacedElement {
  block: JsonObject;
  element: JsonObject;
  type: string;
  blockId: string;
  actionId: string;
  /** JSON path of the element below its list of blocks. */
  path: (string | number)[];
}

const inert = new Set(['image', 'plain_text', 'mrkdwn']);

/** Every element of these blocks that has an action_id, children of containers and cards included. */
export function placedElements(blocks: JsonObject[], at: (string | number)[] = []): PlacedElement[] {
  return blocks.flatMap((block, index) => inBlock(block, [...at, index]));
}

function inBlock(block: JsonObject, at: (string | number)[]): PlacedElement[] {
  if (block.type === 'container') return placedElements(objectsOf(block.child_blocks), [...at, 'child_blocks']);
  if (block.type === 'carousel') return placedElements(objectsOf(block.elements), [...at, 'elements']);
  return slots(block, at)
    .filter(({ element }) => !inert.has(textOf(element.type)))
    .map(({ element, path }) => ({
      block,
      element,
      path,
      type: textOf(element.type),
      blockId: textOf(block.block_id),
      actionId: textOf(element.action_id),
    }));
}

function slots(block: JsonObject, at: (string | number)[]): { element: JsonObject; path: (string | number)[] }[] {
  const single = (key: string) => {
    const element = block[key];
    return isObject(element) ? [{ element, path: [...at, key] }] : [];
  };
  const many = (key: string) => objectsOf(block[key]).map((element, i) => ({ element, path: [...at, key, i] }));
  switch (block.type) {
    case 'section':
      return single('accessory');
    case 'input':
      return single('element');
    case 'actions':
    case 'context_actions':
      return many('elements');
    case 'card':
      return many('actions');
    default:
      return [];
  }
}

/** The blocks as Slack stores them: ids given where missing, `emoji` and `verbatim` spelled out. */
export function finishedBlocks(blocks: JsonObject[], mint: () => string): Block[] {
  const copy = structuredClone(blocks).map(spellOut).filter(isObject);
  for (const { element } of placedElements(copy)) element.action_id ??= mint();
  return copy.map((block) => ({ ...block, type: textOf(block.type), block_id: textOf(block.block_id) || mint() }));
}

function spellOut(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(spellOut);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, spellOut(inner)]);
  const copy: JsonObject = Object.fromEntries(entries);
  if (copy.type === 'plain_text') copy.emoji ??= true;
  if (copy.type === 'mrkdwn') copy.verbatim ??= false;
  return copy;
}

const replacedKept = 3;

/** The blocks a surface showed before, newest first, once these are replaced, too. */
export const withReplaced = (before: Block[][], blocks: Block[]): Block[][] =>
  [blocks, ...before].slice(0, replacedKept);

/** What a screen reader would read of these blocks; Slack's stand-in when a message has no text of its own. */
export function spokenText(blocks: JsonObject[]): string {
  return blocks.flatMap(wordsIn).join(' ');
}

function wordsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (!isObject(value)) return [];
  if (typeof value.text === 'string') return [value.text];
  return Object.entries(value).flatMap(([key, inner]) => (key === 'options' ? [] : wordsIn(inner)));
}
