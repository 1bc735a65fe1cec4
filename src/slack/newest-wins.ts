/**
 * At most one piece of work per key is under way; all who ask meanwhile share the one after it, which begins when the
 * first has ended and so sees everything that was asked for. Both callers and keys may be many; work must not throw.
 */
export function newestWins(): (key: string, work: () => Promise<void>) => Promise<void> {
  const flights = new Map<string, { under: Promise<void>; next?: Promise<void> }>();

  const begin = (key: string, work: () => Promise<void>): Promise<void> => {
    const flight: { under: Promise<void>; next?: Promise<void> } = { under: Promise.resolve() };
    flights.set(key, flight);
    flight.under = work().finally(() => {
      if (!flight.next) flights.delete(key);
    });
    return flight.under;
  };

  return (key, work) => {
    const flight = flights.get(key);
    if (!flight) return begin(key, work);
    flight.next ??= flight.under.then(() => begin(key, work));
    return flight.next;
  };
}
