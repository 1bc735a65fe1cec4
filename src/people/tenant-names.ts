import { boundedCache } from '../bounded-cache.ts';
import type { Clock } from '../clock.ts';
import type { RoqDirectory } from './person.ts';

/** Tenant names change rarely; remembering them for ten minutes spares a call before each form. */
export interface TenantNames {
  of(tenantId: string): Promise<string>;
  /** Without a call; `undefined` when not known. */
  recall(tenantId: string): string | undefined;
}

const freshMs = 10 * 60_000;

export function tenantNames(deps: { roq: RoqDirectory; clock: Clock }): TenantNames {
  const recent = boundedCache<{ name: string; at: number }>(5_000);
  const recall = (tenantId: string) => {
    const hit = recent.get(tenantId);
    return hit && deps.clock.now() - hit.at < freshMs ? hit.name : undefined;
  };
  return {
    recall,
    async of(tenantId) {
      const known = recall(tenantId);
      if (known !== undefined) return known;
      const name = await deps.roq.tenantName(tenantId);
      recent.set(tenantId, { name, at: deps.clock.now() });
      return name;
    },
  };
}
