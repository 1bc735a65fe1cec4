import { Platform } from '@roq/nodejs';
import { platformHost, type RoqConfig } from './config.ts';

/** What ROQ's SDK offers for one token. */
export type RoqApi = ReturnType<Platform['asUser']>;

export type TokenRequest = { endpoint: string; headers?: Record<string, string>; body: Record<string, unknown> };

/**
 * All that the SDK's GraphQL client reads of a `Response`. Where no header calls it JSON, it takes `text` for the answer
 * itself: so what was parsed to be judged is not parsed again.
 */
export type SdkAnswer = {
  ok: boolean;
  status: number;
  headers: { forEach(visit: (value: string, name: string) => void): void };
  text(): Promise<unknown>;
};

/** The private members of the SDK that the transport and the tokens take over. */
export type PlatformInternals = {
  asUser(userId: string): RoqApi;
  asSuperAdmin(): RoqApi;
  graphqlClient: {
    requestConfig: {
      fetch?: (url: string, init: { headers: Record<string, string>; body: string }) => Promise<SdkAnswer>;
    };
  };
  authorization: {
    serviceAccountEmail: string;
    cache: { del(key: string): unknown; close(): void };
    request(params: TokenRequest): Promise<{ accessToken: string }>;
    createServiceAccountToken(): Promise<string>;
    createUserToken(userId: string): Promise<string>;
  };
};

const pinnedVersion = '1.0.20';

/** The SDK's client, its private members checked. Throws when the URL is bad or the SDK is not the one we know. */
export function openPlatform(config: RoqConfig): PlatformInternals {
  const { environmentId, apiKey } = config;
  const platform: unknown = new Platform({ host: platformHost(config.platformUrl), environmentId, apiKey });
  assertInternals(platform);
  return platform;
}

const methods = [
  'asUser',
  'asSuperAdmin',
  'authorization.request',
  'authorization.createServiceAccountToken',
  'authorization.createUserToken',
  'authorization.cache.del',
  'authorization.cache.close',
];

/** Throws an error that names the pinned version and what is missing. */
export function assertInternals(platform: unknown): asserts platform is PlatformInternals {
  const missing = methods.filter((path) => typeof at(platform, path) !== 'function');
  if (!isObject(at(platform, 'graphqlClient.requestConfig'))) missing.push('graphqlClient.requestConfig');
  if (typeof at(platform, 'authorization.serviceAccountEmail') !== 'string') {
    missing.push('authorization.serviceAccountEmail');
  }
  if (missing.length > 0) {
    throw new Error(`@roq/nodejs must be exactly ${pinnedVersion}: this one lacks ${missing.join(', ')}`);
  }
}

function at(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) value = isObject(value) ? Reflect.get(value, key) : undefined;
  return value;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
