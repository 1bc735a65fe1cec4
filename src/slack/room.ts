/** So many begin in one turn of the event loop at least: each runs for about half a millisecond at first. */
const fewest = 4;
/** While many wait, so many: turns cost, too, and whoever comes then waits for them all anyway. */
const most = 16;

/**
 * Work begins a few pieces at a time, a quarter of those that wait. Between two turns whatever has arrived is
 * acknowledged, so that Slack's three seconds do not depend on how much there is to do.
 */
export function room(): { enter(): Promise<void> } {
  const waiting: (() => void)[] = [];
  const next = () => {
    const together = Math.min(most, Math.max(fewest, Math.ceil(waiting.length / 4)));
    for (const begin of waiting.splice(0, together)) begin();
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
