/** good: as it should be; look: it works, but somebody should look; bad: the app cannot do its work like this. */
export type Finding = {
  state: 'good' | 'look' | 'bad';
  /** One sentence without a secret. */
  what: string;
  /** What to do about it. */
  todo?: string;
};

export const good = (what: string): Finding => ({ state: 'good', what });
export const look = (what: string, todo: string): Finding => ({ state: 'look', what, todo });
export const bad = (what: string, todo: string): Finding => ({ state: 'bad', what, todo });

/** A name for a failure: the message may quote an address, a password or a token. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? error.name : codeOf(error.cause);
}

const signs = { good: 'ok  ', look: 'look', bad: 'BAD ' } as const;

/** A line for each finding, what to do below it, and the sum of it. */
export function report(findings: readonly Finding[]): string {
  const lines = findings.map(({ state, what, todo }) => `${signs[state]}  ${what}${todo ? `\n      -> ${todo}` : ''}`);
  const [broken, odd] = (['bad', 'look'] as const).map(
    (state) => findings.filter((each) => each.state === state).length,
  );
  const sum = broken ? `${broken} of ${findings.length} need you before the app can work.` : 'The app can work.';
  return `${[...lines, '', odd ? `${sum} ${odd} more to look at.` : sum].join('\n')}\n`;
}
