/** The same rows in groups of one workspace and tenant, in their order. */
export function byTenant<T extends { teamId: string; tenantId: string }>(rows: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = `${row.teamId} ${row.tenantId}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()];
}
