import type { Logger } from 'pino';

/** Only the rows of this tenant; others are counted and told. */
export function ofTenant<T extends { tenantId: string }>(tenantId: string, rows: readonly T[], log: Logger): T[] {
  const own = rows.filter((row) => row.tenantId === tenantId);
  const dropped = rows.length - own.length;
  if (dropped > 0) log.warn({ tenantId, dropped, kept: own.length }, 'ROQ answered with rows of another tenant');
  return own;
}
