import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import type { SealedSecret } from '../domain/index.js';

const PREFIX = 'whsec_';
/** Standard Webhooks: 24 to 64 bytes. */
const SECRET_BYTES = 32;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The bytes with which a webhook signs, from its secret `whsec_…`. */
export function signingKey(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64');
}

/**
 * The secrets of webhooks, as the book keeps them: encrypted with a key of the operator, and bound to their webhook, so that
 * one cannot be put in the place of another.
 */
export class WebhookSecrets {
  /** Names the key, and says nothing about it. */
  readonly keyName: string;
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    this.#key = key;
    this.keyName = hash('sha256', `onebook webhook key ${key.toString('hex')}`).slice(0, 16);
  }

  /** A new secret for a webhook. */
  create(webhookId: string): SealedSecret {
    return this.seal(webhookId, randomBytes(SECRET_BYTES));
  }

  seal(webhookId: string, bytes: Buffer): SealedSecret {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key, nonce).setAAD(Buffer.from(webhookId));
    const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return { secret: Buffer.concat([nonce, text, cipher.getAuthTag()]), secretKey: this.keyName };
  }

  /**
   * The secret as receivers know it, `whsec_…`.
   * @throws WebhookKeyError if it was encrypted with another key, or is damaged
   */
  open(webhookId: string, { secret, secretKey }: SealedSecret): string {
    if (secretKey !== this.keyName)
      throw new WebhookKeyError(
        `The secret of this webhook was encrypted with key ${secretKey}, and WEBHOOK_SECRET_KEY is key ${this.keyName}. Set the key that it was encrypted with, or rotate the secret.`,
      );
    const decipher = createDecipheriv(CIPHER, this.#key, secret.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(webhookId))
      .setAuthTag(secret.subarray(-TAG_BYTES));
    try {
      const text = secret.subarray(NONCE_BYTES, -TAG_BYTES);
      const bytes = Buffer.concat([decipher.update(text), decipher.final()]);
      return `${PREFIX}${bytes.toString('base64')}`;
    } catch (error) {
      throw new WebhookKeyError(
        'The secret of this webhook is damaged: it was changed in the database. Rotate it.',
        { cause: error },
      );
    }
  }
}

/** A secret cannot be read. The message says why, and what to do. */
export class WebhookKeyError extends Error {
  override readonly name = 'WebhookKeyError';
}
