/** Calls a minute by tier; `post` is one a second for each channel. */
export type Tier = 1 | 2 | 3 | 4 | 'post';

const perMinute: { [tier in Exclude<Tier, 'post'>]: number } = { 1: 1, 2: 20, 3: 50, 4: 100 };

export interface RateLimiter {
  /** Seconds to wait, or 0 when the call may pass; a call that passes is counted. */
  admit(call: { method: string; tier: Tier; team: string | null; channel: string }): number;
}

/** Slack's limits in a sliding minute (or second), per method and workspace. */
export function createRateLimiter(now: () => number): RateLimiter {
  const passed = new Map<string, number[]>();
  return {
    admit({ method, tier, team, channel }) {
      const [most, span] = tier === 'post' ? [1, 1000] : [perMinute[tier], 60_000];
      const key = [method, team, tier === 'post' ? channel : ''].join(' ');
      const recent = (passed.get(key) ?? []).filter((at) => at > now() - span);
      const oldest = recent[0];
      if (recent.length >= most && oldest !== undefined) return Math.max(1, Math.ceil((oldest + span - now()) / 1000));
      passed.set(key, [...recent, now()]);
      return 0;
    },
  };
}
