import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** Of look-alikes (0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) one at most; no vowels, so that no word comes out. */
const letters = 'CDFHJKMNPRTVWXY';
const digits = '23456789';
const characters = letters + digits;
export const codeLength = 8;

/**
 * A code of letters and digits, about 36 bits. It always holds both: a word of letters alone looks like a machine's
 * name of a failure, which logs let through.
 */
export function newCode(): string {
  for (;;) {
    const code = Array.from({ length: codeLength }, () => characters.charAt(randomInt(characters.length))).join('');
    if (/[A-Z]/.test(code) && /\d/.test(code)) return code;
  }
}

/** The code as somebody typed it, in small letters or with gaps; `undefined` when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = typed.replace(/[\s\p{Pd}\p{Cf}]+/gu, '').toUpperCase();
  return code.length === codeLength && [...code].every((each) => characters.includes(each)) ? code : undefined;
}

/** What is kept of a code; both in hex. */
export type Secret = { salt: string; hash: string };

export async function secretOf(code: string): Promise<Secret> {
  const salt = randomBytes(16).toString('hex');
  return { salt, hash: await hashed(code, salt) };
}

/** A secret that no code fits: it looks and costs like any other. */
export const decoy = (): Secret => ({ salt: randomBytes(16).toString('hex'), hash: randomBytes(32).toString('hex') });

/** Slow on purpose: whoever reads the store must not find a code within its life. */
export function hashed(code: string, salt: string): Promise<string> {
  return new Promise((resolve, reject) =>
    scrypt(code, salt, 32, (error, key) => (error ? reject(error) : resolve(key.toString('hex')))),
  );
}

/** Takes the same time wherever they differ. */
export function sameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}
