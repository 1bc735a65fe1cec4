import type { Compilable, CompiledQuery, Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/**
 * A read that is built and compiled once, which takes longer than finding a row by its key. `build` must use its values
 * as parameters, each once and in their order, and no others; without values, its parameters stay what they are.
 */
export function compiledOnce<Values extends readonly unknown[], Row>(
  db: Kysely<Tables>,
  build: (...values: Values) => Compilable<Row>,
): (...values: Values) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (...values) => {
    compiled ??= build(...values).compile();
    const query: CompiledQuery<Row> = values.length > 0 ? { ...compiled, parameters: values } : compiled;
    const { rows } = await db.executeQuery(query);
    return rows;
  };
}
