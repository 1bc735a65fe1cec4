import { afterEach, beforeEach } from 'vitest';
import { type SandboxClock, sandboxClock } from '../../sandbox/clock.ts';
import type { Store } from '../../src/store/store.ts';
import { noon } from './samples.ts';
import type { Site, TestEngine } from './stores.ts';

type Fresh = { clock: SandboxClock; place: Site; store: Store };

/** What each test around it begins with: an empty store, on a clock that stands at noon. Behind the names it is new each time. */
export function freshStore({ site }: Pick<TestEngine, 'site'>): Fresh {
  let fresh: Fresh | undefined;
  beforeEach(async () => {
    const clock = sandboxClock({ frozenAt: noon });
    const place = await site();
    fresh = { clock, place, store: await place.open(clock) };
  });
  afterEach(() => fresh?.place.remove());
  const behind = <K extends keyof Fresh>(name: K): Fresh[K] =>
    new Proxy<Fresh[K]>(Object.create(null), { get: (_, key) => Reflect.get(fresh?.[name] ?? {}, key) });
  return { clock: behind('clock'), place: behind('place'), store: behind('store') };
}
