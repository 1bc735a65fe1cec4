import { LRUCache } from 'lru-cache';

/**
 * Keeps the `most` values used last. Counted by size instead of by `max`, for which lru-cache sets aside all its room at
 * once: 3 ms and a megabyte for those of one app.
 */
export const boundedCache = <Value extends object | string | number>(most: number): LRUCache<string, Value> =>
  new LRUCache({ maxSize: most, sizeCalculation: () => 1 });
