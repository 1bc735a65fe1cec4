import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Round, schedule } from '../../src/digests/schedule.ts';

const minute = 60_000;

describe('the schedule', () => {
  let looks = 0;
  const look: Round = async () => {
    looks += 1;
  };
  const unexpected = (error: unknown) => {
    throw error;
  };
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 29, 12, 0, 30) });
    looks = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('looks at once, then at the beginning of every minute, until it is stopped', async () => {
    const running = schedule([look], unexpected);
    running.start();
    await vi.advanceTimersByTimeAsync(minute / 4);
    expect(looks).toBe(1);
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(looks).toBe(4);
    await running.stop();
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(looks).toBe(4);
  });

  test('stopped within its first look, it looks no more', async () => {
    const running = schedule([look], unexpected);
    running.start();
    await running.stop();
    await vi.advanceTimersByTimeAsync(3 * minute);
    expect(looks).toBe(1);
  });

  test('goes on after a round that failed, which is told', async () => {
    const told: unknown[] = [];
    const running = schedule([() => Promise.reject(new Error('no store')), look], (error) => void told.push(error));
    running.start();
    await vi.advanceTimersByTimeAsync(minute);
    await running.stop();
    expect([looks, told.length]).toEqual([2, 2]);
  });
});
