import type { World } from './world.ts';

/** A failure on demand. It applies to every call that fits until it is cleared, or `times` times. */
export interface Fault {
  kind:
    | '429'
    | '500'
    | 'hang'
    | 'drop'
    | 'error'
    | 'slow'
    | 'commit_then_drop'
    | 'commit_then_500'
    | 'commit_then_hang';
  /** A Web API method, or `response_url`; absent fits all. */
  method?: string;
  channel?: string;
  team?: string;
  /** The answer's `error` for kind `error`, such as not_in_channel. */
  error?: string;
  /** Seconds, for kind `429`. Default 1. */
  retryAfter?: number;
  times?: number;
  /** Milliseconds on the clock, for kind `slow`. */
  ms?: number;
}

export interface FaultDesk {
  add(...faults: Fault[]): void;
  clear(): void;
  list(): Fault[];
  /** The first fault that fits this call; counts it as used. */
  take(call: { method: string; team: string | null; channel: string }): Fault | undefined;
}

export function createFaultDesk(): FaultDesk {
  let faults: (Fault & { left: number })[] = [];
  return {
    add(...more) {
      faults.push(...more.map((fault) => ({ ...fault, left: fault.times ?? Number.POSITIVE_INFINITY })));
    },
    clear() {
      faults = [];
    },
    list: () => faults.map(({ left: _left, ...fault }) => fault),
    take(call) {
      const found = faults.find((fault) => fits(fault, call));
      if (!found) return undefined;
      found.left -= 1;
      if (found.left <= 0) faults = faults.filter((fault) => fault !== found);
      return found;
    },
  };
}

function fits(fault: Fault, call: { method: string; team: string | null; channel: string }): boolean {
  const same = (wanted: string | undefined, given: string | null) => wanted === undefined || wanted === given;
  return same(fault.method, call.method) && same(fault.channel, call.channel) && same(fault.team, call.team);
}

/** Resolves once `ms` have passed on the sandbox clock. */
export function pause(world: World, ms: number): Promise<void> {
  world.journal.changed(`paused for ${ms} ms`);
  return new Promise((resolve) => {
    world.clock.after(ms, resolve);
  });
}
