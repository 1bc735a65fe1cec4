import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeLength, decoy, hashed, newCode, readCode, sameHash, secretOf } from '../../src/people/one-time-code.ts';

const codes = Array.from({ length: 5_000 }, newCode);

test('a code has 8 letters and digits, both of them, and nothing that looks like another', () => {
  for (const code of codes) {
    expect(code).toMatch(/^[A-Z\d]{8}$/);
    expect(code).toMatch(/[A-Z]/);
    expect(code).toMatch(/\d/);
    expect(code).not.toMatch(/[01ABEGILOQSUZ]/);
  }
});

test('codes hardly ever repeat, and every place uses every character', () => {
  expect(new Set(codes).size).toBeGreaterThanOrEqual(codes.length - 2);
  for (let place = 0; place < codeLength; place++) {
    expect(new Set(codes.map((code) => code[place])).size).toBe(23);
  }
});

const gap = fc.stringMatching(/^[ \t\n\u00a0\u200b–-]{0,3}$/);
const anyCode = fc.constantFrom(...codes);

test('a code is read however it is spaced and in letters of any size', () => {
  fc.assert(
    fc.property(anyCode, fc.array(gap, { minLength: 9, maxLength: 9 }), fc.boolean(), (code, gaps, small) => {
      const spaced = [...code].map((each, at) => `${gaps[at]}${each}`).join('') + gaps[8];
      expect(readCode(small ? spaced.toLowerCase() : spaced)).toBe(code);
    }),
  );
});

test('what is read is a code or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (typed) => {
      const read = readCode(typed);
      if (read !== undefined) expect(read).toMatch(/^[CDFHJKMNPRTVWXY2-9]{8}$/);
    }),
  );
  for (const typed of ['', 'CDF2345', 'CDF234567', 'CDF2345O', 'ＣDF23456']) expect(readCode(typed)).toBeUndefined();
});

test('a secret fits its own code only, and never shows it', async () => {
  const code = newCode();
  const [one, other] = await Promise.all([secretOf(code), secretOf(code)]);
  expect(one.hash).not.toBe(other.hash);
  expect(JSON.stringify([one, other])).not.toContain(code);
  expect(sameHash(one.hash, await hashed(code, one.salt))).toBe(true);
  expect(sameHash(one.hash, await hashed(code, other.salt))).toBe(false);
  expect(sameHash(one.hash, await hashed(newCode(), one.salt))).toBe(false);
});

test('nothing is the same as an empty hash, and a decoy looks like any other secret', async () => {
  for (const [a, b] of [
    ['', ''],
    ['zz', 'zz'],
    ['ab', 'abcd'],
  ] as const) {
    expect(sameHash(a, b)).toBe(false);
  }
  const [real, false_] = [await secretOf(newCode()), decoy()];
  expect([false_.salt.length, false_.hash.length]).toEqual([real.salt.length, real.hash.length]);
});
