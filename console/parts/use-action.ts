import type { Onebook } from '@onebook/client';
import { type IntentName, useMutation, useOnebook } from '@onebook/client/react';
import { useCallback, useRef } from 'react';

/** The input of a mutation, without its key. */
export type InputOf<Name extends IntentName> = Parameters<Onebook[Name]>[0];
/** The payload or the refusal of a mutation. */
export type ResultOf<Name extends IntentName> = Awaited<ReturnType<Onebook[Name]>>;

/**
 * A mutation of one form. `send` gives the intent a key, and keeps that key until the gateway has said what happened: a second press and
 * `tryAgain` are then the same intent. After a refusal or a failure, the next `send` is another intent, because the gateway answers an old
 * key with its old outcome.
 * @param name such as `deposit`
 */
export function useAction<Name extends IntentName>(name: Name) {
  const onebook = useOnebook();
  const { run, reset, ...state } = useMutation(name);
  const key = useRef<string>(undefined);
  const isOpen = state.phase === 'sending' || state.phase === 'unknown';
  if (!isOpen && state.phase !== 'idle') key.current = undefined;
  const send = useCallback(
    (input: InputOf<Name>): void => {
      key.current ??= newKey();
      void run(input, { key: key.current });
    },
    [run],
  );
  const tryAgain = useCallback(() => void onebook.intents.resume(), [onebook]);
  const begin = useCallback(() => {
    key.current = undefined;
    reset();
  }, [reset]);
  return { ...state, send, tryAgain, reset: begin };
}

/** 128 random bits. `crypto.randomUUID` is missing on pages without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
