import { type PlacedElement, placedElements } from '../block-kit.ts';
import { currentValue } from '../input-state.ts';
import { textOf } from '../json.ts';
import type { View } from '../world.ts';

/** What Slack's client says before it sends a form: by block_id; empty when the form may go. */
export function clientErrors(view: View): { [blockId: string]: string } {
  const errors: { [blockId: string]: string } = {};
  for (const placed of placedElements(view.body.blocks)) {
    if (placed.block.type !== 'input') continue;
    const said = fieldError(placed, currentValue(view.inputs, placed));
    if (said) errors[placed.blockId] = said;
  }
  return errors;
}

function fieldError(placed: PlacedElement, value: unknown): string | undefined {
  const empty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (empty) return placed.block.optional === true ? undefined : 'Please complete this required field.';
  return checks[placed.type]?.(textOf(value), placed);
}

type Check = (value: string, placed: PlacedElement) => string | undefined;

const checks: { [type: string]: Check | undefined } = {
  plain_text_input(value, { element }) {
    const least = Number(element.min_length ?? 0);
    const most = Number(element.max_length ?? 3000);
    if (value.length < least) return `Must be at least ${least} characters.`;
    return value.length > most ? `Must be at most ${most} characters.` : undefined;
  },
  email_text_input: (value) =>
    /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/.test(value) ? undefined : 'Please enter a valid email address.',
  url_text_input: (value) => (/^https?:\/\/\S+$/.test(value) ? undefined : 'Please enter a valid URL.'),
  number_input: numberError,
};

function numberError(value: string, { element }: PlacedElement): string | undefined {
  const number = Number(value);
  if (!Number.isFinite(number)) return 'Please enter a number.';
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Please enter a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Must be ${element.min_value} or more.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Must be ${element.max_value} or less.`;
  return undefined;
}
