import type { Clock } from './clock.ts';
import { type Handler, sendJson } from './http.ts';

type Check = () => Promise<void>;

/** A probe asks often; the far ends are asked no oftener than this, ms. */
const freshMs = 10_000;

/**
 * `/healthz`: the process lives. `/readyz`: store, ROQ and Slack answer; which one does not, and what is `told` besides
 * without failing for it. No more.
 */
export function readiness(
  checks: Record<string, Check>,
  clock: Clock,
  told: Record<string, () => Promise<string>> = {},
): { healthz: Handler; readyz: Handler } {
  let last: { at: number; states: Promise<Record<string, boolean>>; said: Promise<Record<string, string>> } | undefined;
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
      if (!last || clock.now() - last.at > freshMs) last = { at: clock.now(), states: ask(), said: tell(told) };
      const [states, said] = await Promise.all([last.states, last.said]);
      const ok = Object.values(states).every(Boolean);
      if (!ok) last = undefined;
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
