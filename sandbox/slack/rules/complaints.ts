import type { z } from 'zod';
import { isObject } from '../json.ts';

/** One broken rule, in Slack's words, with the place as a JSON pointer. */
export interface Complaint {
  message: string;
  path: (string | number)[];
}

/** `must be less than 25 characters [json-pointer:/view/title/text]`, as Slack writes it. */
export function inSlackWords({ message, path }: Complaint): string {
  return `${message} [json-pointer:${path.map((step) => `/${step}`).join('')}]`;
}

/** What a schema finds wrong with `raw`; paths start with `at`. */
export function complaintsOf(schema: z.ZodType, raw: unknown, at: (string | number)[]): Complaint[] {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => complaint(issue, raw, at));
}

function complaint(issue: z.core.$ZodIssue, raw: unknown, at: (string | number)[]): Complaint {
  const steps = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
  const last = steps.at(-1);
  if (issue.code === 'invalid_type' && last !== undefined && valueAt(raw, steps) === undefined) {
    return { message: `missing required field: ${last}`, path: [...at, ...steps.slice(0, -1)] };
  }
  return { message: words(issue, raw, steps), path: [...at, ...steps] };
}

function words(issue: z.core.$ZodIssue, raw: unknown, steps: (string | number)[]): string {
  switch (issue.code) {
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'unrecognized_keys':
      return issue.keys.map((key) => `invalid additional property: ${key}`).join('; ');
    case 'invalid_union':
      return unionWords(raw, steps);
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be a valid enum value: ${issue.values.join(', ')}`;
    default:
      return issue.message;
  }
}

function tooBig(origin: string, most: number): string {
  if (origin === 'string') return `must be less than ${most + 1} characters`;
  return origin === 'array' ? `no more than ${most} items allowed` : `must be at most ${most}`;
}

function tooSmall(origin: string, least: number): string {
  if (origin === 'string') return `must be more than ${least - 1} characters`;
  return origin === 'array' ? `must contain at least ${least} items` : `must be at least ${least}`;
}

function unionWords(raw: unknown, steps: (string | number)[]): string {
  const value = valueAt(raw, steps.at(-1) === 'type' ? steps.slice(0, -1) : steps);
  if (!isObject(value)) return 'must be an object';
  return value.type === undefined ? 'missing required field: type' : `unsupported type: ${String(value.type)}`;
}

function valueAt(raw: unknown, steps: (string | number)[]): unknown {
  return steps.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isObject(value) ? value[step] : undefined;
  }, raw);
}
