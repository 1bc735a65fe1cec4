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
