/** What the first process tells a process of the gateway. */
export type ToGateway =
  | { readonly onebook: 'stop'; readonly atOnce: boolean }
  | { readonly onebook: 'metrics'; readonly request: number; readonly text: string | null };

/** What a process of the gateway tells the first process. */
export type FromGateway =
  | { readonly onebook: 'ready'; readonly url: string }
  | { readonly onebook: 'metrics'; readonly request: number };

/** Whether a message is one of ours: others use the same channel, prom-client for example. */
export function isOurs(message: unknown): message is { readonly onebook: string } {
  return typeof message === 'object' && message !== null && 'onebook' in message;
}
