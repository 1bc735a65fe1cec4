import { isUuid } from './database.ts';
import { refusal } from './refusal.ts';

/** One field's condition, as StringFilterArgType, IdFilterArgType and their kin have it. */
export interface Condition {
  equalTo?: unknown;
  notEqualTo?: unknown;
  valueIn?: unknown[] | null;
  valueNotIn?: unknown[] | null;
  like?: string | null;
  iLike?: string | null;
  lessThan?: string | null;
  lessThanEqual?: string | null;
  moreThan?: string | null;
  moreThanEqual?: string | null;
}

export type Filter = Record<string, Condition | string | null | undefined>;
/** Fields of a filter that are no column: each answers for one row. */
export type SpecialFields<T> = Record<string, (row: T, condition: Condition | string) => boolean>;

/**
 * All conditions must hold. Comparisons with null follow SQL: only `equalTo: null` finds a null.
 * @throws IS_UUID for an id that is none, INTERNAL_ERROR for an empty list (SQL has no `IN ()`)
 */
export function matcher<T extends object>(filter: Filter, special: SpecialFields<T>): (row: T) => boolean {
  const conditions = Object.entries(filter).flatMap(([field, condition]) =>
    condition === null || condition === undefined ? [] : [[field, condition] as const],
  );
  for (const [field, condition] of conditions) if (typeof condition === 'object') checkCondition(field, condition);
  return (row) =>
    conditions.every(([field, condition]) => {
      const own = special[field];
      if (own) return own(row, condition);
      return typeof condition === 'object' && holds((row as Record<string, unknown>)[field] ?? null, condition);
    });
}

/** Whether a value fulfils a condition. */
export function holds(value: unknown, condition: Condition): boolean {
  return Object.entries(condition).every(([operator, operand]) => {
    if (operand === undefined) return true;
    if (operator === 'equalTo') return value === operand;
    if (operator === 'notEqualTo') return operand === null ? value !== null : value !== null && value !== operand;
    if (operand === null) return true;
    return value !== null && (operators[operator]?.(value, operand) ?? false);
  });
}

/** SQL LIKE: `%` any run, `_` one character; nothing is added around the pattern. */
export function like(text: string, pattern: string, flags = ''): boolean {
  const source = pattern.replace(/\\(.)|[.*+?^${}()|[\]\\]|%|_/gs, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return escaped.replace(/[.*+?^${}()|[\]\\]/, '\\$&');
    return found === '%' ? '.*' : found === '_' ? '.' : `\\${found}`;
  });
  return new RegExp(`^${source}$`, `s${flags}`).test(text);
}

const operators: Record<string, (value: unknown, operand: unknown) => boolean> = {
  valueIn: (value, operand) => (operand as unknown[]).includes(value),
  valueNotIn: (value, operand) => !(operand as unknown[]).includes(value),
  like: (value, operand) => like(String(value), String(operand)),
  iLike: (value, operand) => like(String(value), String(operand), 'i'),
  lessThan: (value, operand) => Number(value) < Date.parse(String(operand)),
  lessThanEqual: (value, operand) => Number(value) <= Date.parse(String(operand)),
  moreThan: (value, operand) => Number(value) > Date.parse(String(operand)),
  moreThanEqual: (value, operand) => Number(value) >= Date.parse(String(operand)),
};

function checkCondition(field: string, condition: Condition): void {
  for (const list of [condition.valueIn, condition.valueNotIn]) if (list?.length === 0) throw refusal('INTERNAL_ERROR');
  if (field !== 'id' && !field.endsWith('Id')) return;
  const { equalTo, notEqualTo, valueIn, valueNotIn } = condition;
  const ids = [equalTo, notEqualTo, ...(valueIn ?? []), ...(valueNotIn ?? [])];
  if (ids.some((id) => typeof id === 'string' && !isUuid(id))) throw refusal('IS_UUID', { property: field });
}
