import type { AddressMemory } from './forgotten.ts';
import type { Unreminded } from './reminder.ts';

export type ExclusionDeps = {
  unreminded: Pick<Unreminded, 'among'>;
  addressMemory: Pick<AddressMemory, 'mark'>;
};

/** Which of these addresses are never reminded. */
export async function excludedAmong(
  deps: ExclusionDeps,
  tenantId: string,
  emails: readonly string[],
): Promise<Set<string>> {
  const marks = new Map<string, string>();
  for (const email of emails) marks.set(await deps.addressMemory.mark(tenantId, email), email);
  const found = await deps.unreminded.among(tenantId, [...marks.keys()]);
  return new Set([...marks].flatMap(([mark, email]) => (found.has(mark) ? [email] : [])));
}
