import { z } from 'zod';

/** Faults of the token endpoints. */
export const tokenFaults = [
  'token-401',
  'token-500',
  'token-html',
  'token-empty',
  'token-null',
  'token-opaque',
  'token-hang',
] as const;

/** Faults that decide the answer of a GraphQL call. Those after `commit-` run the call first. */
export const graphqlFaults = [
  'hang',
  'html-502',
  'html-200',
  'empty-200',
  'rate-limited',
  'redirect',
  'unauthorized',
  'error-before',
  'commit-error',
  'commit-hang',
  'commit-drop',
  'commit-cut-length',
  'commit-cut-chunked',
  'commit-html-502',
  'commit-data-and-errors',
] as const;

/** Faults that change how a call or a webhook runs, not its transport. `down` and `delay` also strike token calls. */
export const otherFaults = [
  'down',
  'delay',
  'lag',
  'null-names',
  'webhook-duplicate',
  'webhook-reorder',
  'webhook-lost',
] as const;

export type TokenFault = (typeof tokenFaults)[number];
export type GraphqlFault = (typeof graphqlFaults)[number];
export type FaultKind = TokenFault | GraphqlFault | (typeof otherFaults)[number];

export const faultSchema = z.strictObject({
  kind: z.enum([...tokenFaults, ...graphqlFaults, ...otherFaults]),
  /**
   * Operation name, root field, `token:service`, `token:user` or webhook name; anything with a character outside
   * [A-Za-z0-9_:] is a regular expression. Absent: every one the kind can strike.
   */
  operation: z.string().refine(isPattern, 'not a regular expression').optional(),
  /** How often it strikes; absent: until it is removed. */
  times: z.int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  /** Length of `delay` and `lag`, and how long `webhook-reorder` waits for a second event; ms on the sandbox clock. */
  ms: z.int().nonnegative().optional(),
  /** Seconds in Retry-After of `rate-limited`. */
  retryAfter: z.int().nonnegative().optional(),
  /** Target of `redirect`. */
  location: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

export interface FaultControl {
  /** Replaces the list. */
  set(faults: Fault[]): void;
  add(fault: Fault): void;
  clear(): void;
  /** Faults still to strike; `times` is what is left. */
  list(): Fault[];
  /** The first fault of these kinds that strikes one of these operations, counted as used. */
  take(kinds: readonly FaultKind[], operations: string[]): Fault | undefined;
}

/** `changed` is called whenever the list is not what it was. */
export function faultControl(random: () => number, changed: () => void): FaultControl {
  let faults: Fault[] = [];
  const set = (list: Fault[]) => {
    faults = list.map((fault) => ({ ...fault }));
    changed();
  };
  return {
    set,
    add: (fault) => set([...faults, fault]),
    clear: () => set([]),
    list: () => faults.map((fault) => ({ ...fault })),
    take(kinds, operations) {
      const struck = faults.find(
        (fault) => kinds.includes(fault.kind) && strikes(fault, operations) && random() < (fault.probability ?? 1),
      );
      if (struck?.times === undefined) return struck;
      struck.times -= 1;
      set(faults.filter((fault) => fault.times !== 0));
      return struck;
    },
  };
}

function strikes(fault: Fault, operations: string[]): boolean {
  const { operation } = fault;
  if (operation === undefined) return true;
  if (/^[\w:]+$/.test(operation)) return operations.includes(operation);
  return operations.some((name) => new RegExp(operation).test(name));
}

function isPattern(text: string): boolean {
  try {
    new RegExp(text);
    return true;
  } catch {
    return false;
  }
}
