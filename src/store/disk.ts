import { type FileHandle, open } from 'node:fs/promises';

/** Has a file flushed to the disk. */
export type Disk = {
  /** Resolves when all that was written before the call is on the disk. */
  flushed(): Promise<void>;
  close(): Promise<void>;
};

/** `file` exists by the first flush. It is flushed beside the event loop: a slow disk stops nobody but who waits for it. */
export function disk(file: string): Disk {
  let handle: Promise<FileHandle> | undefined;
  const flushes = sharedRuns(async () => {
    handle ??= open(file, 'r+');
    await (await handle).datasync();
  });
  return {
    flushed: flushes,
    async close() {
      await (await handle)?.close();
    },
  };
}

/**
 * Flushes only what was committed since the last flush began: a worker that looked and found nothing keeps no disk busy.
 * Whoever has nothing new waits for the flush under way, since it may have read what that one is for.
 */
export function flushesOfCommits(flushed: () => Promise<void>): { committed(): void; lasting(): Promise<void> } {
  // Whoever held the file before may have been killed between a commit and its flush.
  let unflushed = true;
  let last = Promise.resolve();
  return {
    committed() {
      unflushed = true;
    },
    lasting() {
      if (!unflushed) return last;
      unflushed = false;
      last = flushed();
      last.catch(() => {
        unflushed = true;
      });
      return last;
    },
  };
}

/** Each call ends with a run that began after it; whoever comes while one is under way shares the next. */
export function sharedRuns(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const begin = (): Promise<void> => {
    next = undefined;
    const begun = run().finally(() => {
      if (running === begun) running = undefined;
    });
    running = begun;
    return begun;
  };
  return () => {
    if (!running) return begin();
    next ??= running.then(begin, begin);
    return next;
  };
}
