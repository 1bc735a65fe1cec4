export type RoqConfig = {
  /** Scheme, host and perhaps a path prefix; http or https. */
  platformUrl: string;
  environmentId: string;
  apiKey: string;
  tokenTimeoutMs: number;
  queryTimeoutMs: number;
  mutationTimeoutMs: number;
  /** For all attempts of one call together, waits included. */
  operationTimeoutMs: number;
  /** Addresses in one send, until ROQ asks for fewer. */
  batchSize: number;
  /** Sends at once in this process. */
  maxInFlight: number;
  /** Further attempts after the first. */
  retries: number;
};

/** The host as the SDK wants it: without a trailing slash. Throws when it is no http(s) URL or has a query, hash or user. */
export function platformHost(platformUrl: string): string {
  const url = URL.canParse(platformUrl) ? new URL(platformUrl) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new Error('The ROQ platform URL must be an http(s) URL');
  if (url.username || url.password || url.search || url.hash) {
    throw new Error('The ROQ platform URL must hold no user, password, query or fragment');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
