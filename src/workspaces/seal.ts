import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Encrypts what the store keeps of others' secrets: AES-256-GCM, under the first of several keys. */
export interface Sealer {
  /** `about` is bound into the envelope: moved to another row, it does not open. */
  seal(text: string, about: string): string;
  /** `stale`: under an old key, to be sealed anew. Throws SealError. */
  open(envelope: string, about: string): { text: string; stale: boolean };
}

/** The envelope was changed, belongs elsewhere, or its key is not among ours. Never holds what was inside. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const format = 's1';
const algorithm = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** Keys of 32 bytes each: the first seals, all open. Without keys every call throws SealError. */
export function sealer(keys: readonly Buffer[]): Sealer {
  const ring = new Map(keys.map((key) => [keyId(key), key] as const).reverse());
  const [newest] = keys;
  return {
    seal(text, about) {
      if (!newest) throw new SealError('there is no ENCRYPTION_KEY to seal with');
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, newest, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(about));
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [format, keyId(newest), sealed.toString('base64url')].join('.');
    },
    open(envelope, about) {
      const [kind, id = '', body = ''] = envelope.split('.');
      if (kind !== format) throw new SealError('this is no sealed text');
      const key = ring.get(id);
      if (!key) throw new SealError(`sealed under key ${id}, which ENCRYPTION_KEY does not list`);
      return { text: decrypt(Buffer.from(body, 'base64url'), key, about), stale: !newest || id !== keyId(newest) };
    },
  };
}

function decrypt(sealed: Buffer, key: Buffer, about: string): string {
  try {
    const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(about))
      .setAuthTag(sealed.subarray(-tagBytes));
    return decipher.update(sealed.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    throw new SealError('a sealed text was changed or belongs elsewhere');
  }
}

/** Names a key without telling anything of it. */
const keyId = (key: Buffer): string => createHash('sha256').update('seal key').update(key).digest('hex').slice(0, 8);
