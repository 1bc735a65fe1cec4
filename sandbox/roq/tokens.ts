import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

export interface TokenHolder {
  /** Absent: the service account. */
  userId?: string;
}

/**
 * Access tokens as the SDK needs them: compact HS256 JWS. `iat` and `exp` follow real time and not the sandbox clock,
 * because the SDK compares `exp` with Date.now().
 */
export interface Tokens {
  issue(holder: TokenHolder, lifeSeconds: number, claims?: Record<string, unknown>): string;
  /** Who holds the token; null if it is not ours, has expired or was revoked. */
  holder(token: string): TokenHolder | null;
  revokeAll(): void;
}

export function tokenIssuer(environmentId: string): Tokens {
  let secret = randomBytes(32);
  const sign = (signed: string) => createHmac('sha256', secret).update(signed).digest();
  return {
    issue(holder, lifeSeconds, claims = {}) {
      const iat = Math.floor(Date.now() / 1000);
      const owner = holder.userId === undefined ? {} : { roqUserId: holder.userId };
      const payload = { ...claims, roqEnvironmentId: environmentId, ...owner, iat, exp: iat + lifeSeconds };
      const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ ...payload, jti: randomUUID() })}`;
      return `${signed}.${sign(signed).toString('base64url')}`;
    },
    holder(token) {
      const [header, body, signature, ...rest] = token.split('.');
      if (!header || !body || !signature || rest.length > 0) return null;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(`${header}.${body}`);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
      const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { exp: number; roqUserId?: string };
      if (Date.now() >= claims.exp * 1000) return null;
      return claims.roqUserId === undefined ? {} : { userId: claims.roqUserId };
    },
    revokeAll() {
      secret = randomBytes(32);
    },
  };
}

/** Seconds in "10m", "1h", "500ms" or a plain number of seconds; null if it is none of them. */
export function parseLife(text: string | number): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)?$/.exec(String(text).trim());
  if (!match) return null;
  const unit = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 }[match[2] ?? 's'];
  return unit === undefined ? null : Math.floor(Number(match[1]) * unit);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
