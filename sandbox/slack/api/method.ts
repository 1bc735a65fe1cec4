import { type JsonObject, parseJson, textOf } from '../json.ts';
import type { Tier } from '../rate-limits.ts';
import { invalidArguments } from '../refusal.ts';
import type { Installation, World } from '../world.ts';

/** What a method is called with; every method answers with the fields beside `ok`. */
export interface OpenCall {
  world: World;
  args: JsonObject;
  headers: { [name: string]: string | string[] | undefined };
}
export interface BotCall extends OpenCall {
  installation: Installation;
  token: string;
}

interface Rules {
  tier: Tier;
  /** Any one of these scopes will do. */
  scopes?: string[];
  required?: string[];
}

/** One row of the Web API: who may call it, what it needs, what it does. Throws Refusal. */
export type Method =
  | (Rules & { token: 'bot'; run(call: BotCall): JsonObject })
  | (Rules & { token: 'app' | 'none'; run(call: OpenCall): JsonObject });

export type MethodTable = { [name: string]: Method };

/** Arguments that arrive as JSON text in a form. */
const jsonArguments = ['blocks', 'attachments', 'view', 'metadata', 'message', 'outputs'];

export function decodedArguments(args: JsonObject): JsonObject {
  const decoded = { ...args };
  for (const name of jsonArguments) {
    const raw = decoded[name];
    if (typeof raw === 'string') decoded[name] = raw === '' ? undefined : (parseJson(raw) ?? raw);
  }
  return decoded;
}

export function requireArguments(args: JsonObject, names: string[] = []): void {
  const missing = names.filter((name) => args[name] === undefined || args[name] === '');
  if (missing.length === 0) return;
  throw invalidArguments(missing.map((name) => ({ message: `missing required field: ${name}`, path: [] })));
}

export const argument = (args: JsonObject, name: string): string =>
  typeof args[name] === 'number' ? String(args[name]) : textOf(args[name]);

export const flag = (args: JsonObject, name: string): boolean => ['true', '1', true, 1].includes(args[name] as string);

/** A page of a list, with the cursor for the next one. */
export function paged<T>(items: T[], args: JsonObject, standard = 100): { items: T[]; cursor: string } {
  const limit = Math.min(Math.max(1, Number(args.limit ?? standard) || standard), 1000);
  const start = Number(Buffer.from(argument(args, 'cursor'), 'base64').toString().replace('offset:', '')) || 0;
  const more = start + limit < items.length;
  return {
    items: items.slice(start, start + limit),
    cursor: more ? Buffer.from(`offset:${start + limit}`).toString('base64') : '',
  };
}
