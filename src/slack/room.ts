/**
 * One piece of work begins per turn of the event loop. Between two of them whatever has arrived is acknowledged, so that
 * Slack's three seconds do not depend on how much there is to do.
 */
export function room(): { enter(): Promise<void> } {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return {
    enter: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(next);
      }),
  };
}
