import type { Exchange } from './slack/http-exchange.ts';

/**
 * Why a request is refused; undefined for one of our own page. Another site can make a browser send requests here, and
 * a name that resolves to 127.0.0.1 can make them look local: hence both the Host and the Origin are asked.
 */
export function refusedBecause({ method, headers }: Pick<Exchange, 'method' | 'headers'>): string | undefined {
  const host = headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)) return 'this host is not served';
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) return 'other sites may not come here';
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate') return 'other sites may not come here';
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST') return 'only GET and POST are taken';
  return headers['content-type']?.startsWith('application/json') ? undefined : 'only JSON is taken';
}
