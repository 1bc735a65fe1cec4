import { randomInt } from 'node:crypto';

/** Without look-alikes (0 o, 1 i l, 2 z, 5 s, 8 b, u v) and without vowels, so that no word comes out. */
const characters = '23456789cdfghjkmnpqrtvwxy';

/** A short id by which a person and the log name the same failure or request. */
export function reference(): string {
  return Array.from({ length: 8 }, () => characters.charAt(randomInt(characters.length))).join('');
}
