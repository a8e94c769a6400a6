import type { Onebook } from '@onebook/client';
import { type IntentName, useMutation, useOnebook } from '@onebook/client/react';
import { useCallback } from 'react';

/** The input of a mutation, without its key. */
export type InputOf<Name extends IntentName> = Parameters<Onebook[Name]>[0];
/** The payload or the refusal of a mutation. */
export type ResultOf<Name extends IntentName> = Awaited<ReturnType<Onebook[Name]>>;

/**
 * A mutation of one form. The SDK gives the intent its key, and joins an equal one whose outcome is unknown: a second press, `tryAgain`
 * and the same form on a later page are one intent. After a refusal or a failure, the next `send` is another intent, because the gateway
 * answers an old key with its old outcome.
 * @param name such as `deposit`
 */
export function useAction<Name extends IntentName>(name: Name) {
  const onebook = useOnebook();
  const { run, ...state } = useMutation(name);
  const send = useCallback((input: InputOf<Name>): void => void run(input), [run]);
  const tryAgain = useCallback(() => void onebook.intents.resume(), [onebook]);
  return { ...state, send, tryAgain };
}
