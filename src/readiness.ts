import type { Clock } from './clock.ts';
import { type Handler, sendJson } from './http.ts';

type Check = () => Promise<void>;
type Answer = { until: number; states: Promise<Record<string, boolean>>; said: Promise<Record<string, string>> };

/** A probe asks often, and anybody may; the far ends are asked no oftener than this when all is well, and when not, ms. */
const freshMs = { well: 10_000, unwell: 2_000 };

/**
 * `/healthz`: the process lives. `/readyz`: store, ROQ and Slack answer; which one does not, and what is `told` besides
 * without failing for it. No more.
 */
export function readiness(
  checks: Record<string, Check>,
  clock: Clock,
  told: Record<string, () => Promise<string>> = {},
): { healthz: Handler; readyz: Handler } {
  let last: Answer | undefined;
  const ask = async (): Promise<Record<string, boolean>> => {
    const states = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) =>
          [
            name,
            await check().then(
              () => true,
              () => false,
            ),
          ] as const,
      ),
    );
    return Object.fromEntries(states);
  };
  return {
    healthz: (_req, res) => sendJson(res, 200, { ok: true }),
    async readyz(_req, res) {
      last =
        last && clock.now() < last.until
          ? last
          : { until: clock.now() + freshMs.well, states: ask(), said: tell(told) };
      const current = last;
      const [states, said] = await Promise.all([current.states, current.said]);
      const ok = Object.values(states).every(Boolean);
      if (!ok) current.until = Math.min(current.until, clock.now() + freshMs.unwell);
      sendJson(res, ok ? 200 : 503, { ok, ...states, ...said });
    },
  };
}

async function tell(told: Record<string, () => Promise<string>>): Promise<Record<string, string>> {
  const said = await Promise.all(
    Object.entries(told).map(async ([name, say]) => [name, await say().catch(() => 'unknown')] as const),
  );
  return Object.fromEntries(said);
}
