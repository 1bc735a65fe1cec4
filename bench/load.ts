import { setTimeout as pause } from 'node:timers/promises';

/** One act of a person: `acked` gives the ms until the app acknowledged, `done` resolves when the person sees the rest. */
export type Act = { acked: Promise<number>; done: Promise<void> };
export type Load = { start: (nth: number) => Act; forMs: number };
export type Outcome = {
  /** Of every act that began after the warm-up, ms. */
  acks: number[];
  /** Acts that were done in the time that counts, per second. */
  perSecond: number;
};

/** The part of the time that only warms up. */
const warmUp = 0.2;
/** What is still not done by then will not be. */
const patienceMs = 60_000;

/** As many as `inFlight` acts at the same time: the next begins when one is done. */
export async function closedLoop({ start, forMs }: Load, inFlight: number): Promise<Outcome> {
  const began = performance.now();
  const counting = began + forMs * warmUp;
  const end = began + forMs;
  const acks: number[] = [];
  let done = 0;
  let nth = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      const counts = performance.now() >= counting;
      nth += 1;
      const act = start(nth);
      const ms = await act.acked;
      if (counts) acks.push(ms);
      await within(act.done);
      const at = performance.now();
      if (at >= counting && at <= end) done += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return { acks, perSecond: done / ((end - counting) / 1_000) };
}

/** `perSecond` acts begin evenly, whatever became of those before; an ack counts from when its act was due. */
export async function openLoop({ start, forMs }: Load, perSecond: number): Promise<Outcome> {
  const began = performance.now();
  const total = Math.max(1, Math.round((forMs / 1_000) * perSecond));
  const warm = Math.floor(total * warmUp);
  const acks: number[] = [];
  const under: Promise<void>[] = [];
  for (let nth = 1; nth <= total; nth += 1) {
    const dueAt = began + ((nth - 1) * 1_000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 0) await pause(early);
    const late = Math.max(0, performance.now() - dueAt);
    const act = start(nth);
    const counted = act.acked.then((ms) => void (nth > warm && acks.push(late + ms)));
    under.push(counted.then(() => within(act.done)));
  }
  await Promise.all(under);
  return { acks, perSecond: total / ((performance.now() - began) / 1_000) };
}

function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`an act was not done within ${patienceMs} ms`)), patienceMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
