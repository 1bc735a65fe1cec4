import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SealError, sealer } from '../../src/workspaces/seal.ts';

const [old, current, other] = [1, 2, 3].map((fill) => Buffer.alloc(32, fill)) as [Buffer, Buffer, Buffer];

describe('a sealed text', () => {
  test('opens as it was, whatever it says', () => {
    const ring = sealer([current]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, about) => {
        expect(ring.open(ring.seal(text, about), about)).toEqual({ text, stale: false });
      }),
    );
  });

  test('shows nothing of what is inside, and is never the same twice', () => {
    const ring = sealer([current]);
    const [first, second] = [ring.seal('xoxb-secret', 'T1'), ring.seal('xoxb-secret', 'T1')];
    expect(first).not.toContain('secret');
    expect(first).not.toContain(Buffer.from('xoxb-secret').toString('base64url'));
    expect(first).not.toBe(second);
  });

  test('of an old key opens while that key is listed, and asks to be sealed anew', () => {
    const envelope = sealer([old]).seal('token', 'T1');
    expect(sealer([current, old]).open(envelope, 'T1')).toEqual({ text: 'token', stale: true });
    expect(sealer([old, current]).open(envelope, 'T1')).toEqual({ text: 'token', stale: false });
    expect(() => sealer([current, other]).open(envelope, 'T1')).toThrow(/key [0-9a-f]{8}, which ENCRYPTION_KEY/);
  });

  test('names the key that the first of a ring is, also when a key is listed twice', () => {
    const envelope = sealer([current, old, current]).seal('token', 'T1');
    expect(sealer([current]).open(envelope, 'T1').stale).toBe(false);
  });

  test('does not open in another place', () => {
    const ring = sealer([current]);
    expect(() => ring.open(ring.seal('token', 'T1'), 'T2')).toThrow(SealError);
  });

  test('does not open with any character changed', () => {
    const ring = sealer([current]);
    const envelope = ring.seal('token', 'T1');
    const change = fc.tuple(fc.nat(envelope.length - 1), fc.constantFrom('A', 'Z', '.', '0', '-'));
    fc.assert(
      fc.property(change, ([at, sign]) => {
        fc.pre(envelope[at] !== sign);
        const forged = envelope.slice(0, at) + sign + envelope.slice(at + 1);
        // The last character of base64 may hold spare bits: what decodes to the same bytes is the same envelope.
        fc.pre(!Buffer.from(forged.split('.')[2] ?? '', 'base64url').equals(bodyOf(envelope)) || at < 11);
        expect(() => ring.open(forged, 'T1')).toThrow(SealError);
      }),
    );
  });

  test.each(['', 'xoxb-plain', 's1', 's1.', 's1..', 's2.00000000.AAAA'])('%j is none', (text) => {
    expect(() => sealer([current]).open(text, 'T1')).toThrow(SealError);
  });

  test('cannot be made without a key', () => {
    expect(() => sealer([]).seal('token', 'T1')).toThrow('ENCRYPTION_KEY');
  });
});

const bodyOf = (envelope: string): Buffer => Buffer.from(envelope.split('.')[2] ?? '', 'base64url');
