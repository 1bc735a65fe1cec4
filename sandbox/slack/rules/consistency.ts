import { type PlacedElement, placedElements } from '../block-kit.ts';
import { isObject, type JsonObject, objectsOf, sameJson, textOf } from '../json.ts';
import type { Surface } from './blocks.ts';
import type { Complaint } from './complaints.ts';

type Path = (string | number)[];

/** Rules that concern several blocks or fields at once; run on blocks whose shapes are already sound. */
export function inconsistencies(blocks: JsonObject[], surface: Surface, at: Path): Complaint[] {
  const placed = placedElements(blocks, at);
  return [
    ...repeatedBlockIds(blocks, at),
    ...repeatedActionIds(placed),
    ...strayInitialOptions(placed),
    ...severalFocuses(placed),
    ...misplacedResponseUrls(placed, surface),
    ...(surface === 'message' ? perMessage(blocks, at) : []),
  ];
}

function repeatedBlockIds(blocks: JsonObject[], at: Path): Complaint[] {
  const seen = new Set<unknown>();
  return blocks.flatMap((block, i) => {
    const again = block.block_id !== undefined && seen.has(block.block_id);
    seen.add(block.block_id);
    const message = `\`block_id\` already exists: ${textOf(block.block_id)}`;
    return again ? [{ message, path: [...at, i, 'block_id'] }] : [];
  });
}

/** An action_id must be unique within its block; the same one in several blocks is usual and allowed. */
function repeatedActionIds(placed: PlacedElement[]): Complaint[] {
  return placed.flatMap((one, i) => {
    const again = one.actionId && placed.slice(0, i).some((o) => o.block === one.block && o.actionId === one.actionId);
    const message = `\`action_id\` already exists in this block: ${one.actionId}`;
    return again ? [{ message, path: [...one.path, 'action_id'] }] : [];
  });
}

function strayInitialOptions(placed: PlacedElement[]): Complaint[] {
  return placed.flatMap(({ element, path }) => {
    const offered = [
      ...objectsOf(element.options),
      ...objectsOf(element.option_groups).flatMap((group) => objectsOf(group.options)),
    ];
    if (offered.length === 0) return [];
    const chosen = isObject(element.initial_option) ? [element.initial_option] : objectsOf(element.initial_options);
    const stray = chosen.some((option) => !offered.some((other) => sameOption(option, other)));
    const key = element.initial_option ? 'initial_option' : 'initial_options';
    return stray ? [{ message: 'must match one of the provided options', path: [...path, key] }] : [];
  });
}

/** Slack compares text and value; `emoji` left out means true. */
function sameOption(a: JsonObject, b: JsonObject): boolean {
  const face = ({ text }: JsonObject) => (isObject(text) ? { type: text.type, text: text.text } : text);
  return a.value === b.value && sameJson(face(a), face(b));
}

function severalFocuses(placed: PlacedElement[]): Complaint[] {
  const focused = placed.filter(({ element }) => element.focus_on_load === true);
  return focused.slice(1).map(({ path }) => ({
    message: 'only one element may have `focus_on_load`',
    path: [...path, 'focus_on_load'],
  }));
}

function misplacedResponseUrls(placed: PlacedElement[], surface: Surface): Complaint[] {
  return placed
    .filter(({ element, block }) => element.response_url_enabled && (surface !== 'modal' || block.type !== 'input'))
    .map(({ path }) => ({
      message: '`response_url_enabled` works only in input blocks of modals',
      path: [...path, 'response_url_enabled'],
    }));
}

function perMessage(blocks: JsonObject[], at: Path): Complaint[] {
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  const markdown = ofType('markdown').reduce((sum, block) => sum + textOf(block.text).length, 0);
  const complaints: Complaint[] = [];
  if (markdown > 12_000) complaints.push({ message: 'markdown must be less than 12001 characters in all', path: at });
  if (ofType('table').length > 1) complaints.push({ message: 'only one table is allowed per message', path: at });
  if (JSON.stringify(ofType('table').map(cellText)).length > 10_000) {
    complaints.push({ message: 'table must be less than 10001 characters', path: at });
  }
  return complaints;
}

function cellText(table: JsonObject): unknown[] {
  return Array.isArray(table.rows) ? table.rows.flat().map((cell: unknown) => (isObject(cell) ? cell.text : '')) : [];
}
