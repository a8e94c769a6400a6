/*
 * The console shows the playground in a frame, which has a policy of its own. The frame asks for the session once it can take it, and the
 * console answers, and again whenever the session or the theme changes. Both check that the other is of this gateway.
 */

export type Theme = 'light' | 'dark';

/** What the frame asks of the console. */
export const READY = 'onebook-playground:ready';

/** What the console tells the frame. */
export interface ConsoleSession {
  readonly type: 'onebook-console:session';
  readonly token: string;
  readonly theme: Theme;
}

/** The session in a message; undefined for other messages. */
export function sessionIn(data: unknown): ConsoleSession | undefined {
  const message = data as Partial<ConsoleSession> | null;
  if (message?.type !== 'onebook-console:session') return undefined;
  const { type, token, theme } = message;
  return typeof token === 'string' && theme !== undefined ? { type, token, theme } : undefined;
}
