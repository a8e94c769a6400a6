import { createHmac } from 'node:crypto';

/** A message of Standard Webhooks. */
export interface Message {
  /** Its `webhook-id`. */
  readonly id: string;
  readonly body: string;
}

/** The headers that sign a message. @param keys one signature is made with each */
export function signedHeaders(
  { id, body }: Message,
  keys: readonly Buffer[],
  now: Date,
): Record<string, string> {
  const timestamp = Math.floor(now.getTime() / 1_000).toString();
  const signed = `${id}.${timestamp}.${body}`;
  const signatures = keys.map(
    (key) => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
