import type { Ack } from '../journal.ts';
import type { World } from '../world.ts';
import { post, signedRequest } from './http-post.ts';

/** A request made by hand. `sign: false` leaves the signature headers out; `headers` win over the usual ones. */
export interface RawDelivery {
  body: string;
  contentType?: string;
  headers?: { [name: string]: string };
  sign?: boolean;
}

export function deliverRaw(world: World, raw: RawDelivery): Promise<Pick<Ack, 'status' | 'body' | 'headers'>> {
  const contentType = raw.contentType ?? 'application/x-www-form-urlencoded';
  const signed = signedRequest(world, raw.body, contentType);
  const headers = raw.sign === false ? { 'content-type': contentType } : signed.headers;
  return post(world.app.requestUrl ?? '', raw.body, { ...headers, ...raw.headers });
}
