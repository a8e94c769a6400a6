import { hkdfSync } from 'node:crypto';
import { WebhookSecrets } from './secrets.js';

/**
 * The secrets, encrypted with the operator's key. In development, where there may be none, with one that is derived from the
 * secret that signs tokens: gateways that share it share the other.
 * @param developmentSecret undefined: this is no development, so without a key there are no webhooks
 */
export function webhookSecrets(
  key: Buffer | undefined,
  developmentSecret: string | undefined,
): WebhookSecrets | undefined {
  if (key) return new WebhookSecrets(key);
  if (developmentSecret === undefined) return undefined;
  const derived = hkdfSync('sha256', developmentSecret, '', 'onebook webhook secrets', 32);
  return new WebhookSecrets(Buffer.from(derived));
}
