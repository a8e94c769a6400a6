import { useCallback, useEffect, useRef, useState } from 'react';
import type { Mutations } from '../generated/operations.js';
import { asOnebookError, type OnebookError } from '../http/errors.js';
import type { IntentOptions } from '../intents/intent.js';
import { isRefusal } from '../refusal.js';
import { useOnebook } from './provider.js';

/** The mutations that are intents. */
export type IntentName = Exclude<keyof Mutations, 'verifyIntegrity'>;
type Input<Name extends IntentName> = Parameters<Mutations[Name]>[0];
type Result<Name extends IntentName> = Awaited<ReturnType<Mutations[Name]>>;

/** What became of a mutation. */
export interface MutationState<R> {
  /**
   * `sending`: show that it runs. `done`, `refused`: `result` is the payload or the refusal. `unknown`: it may have been executed;
   * the client goes on to find out, and the phase changes when it has. `failed`: nothing was executed, and `error` says why.
   */
  readonly phase: 'idle' | 'sending' | 'done' | 'refused' | 'unknown' | 'failed';
  readonly result: R | undefined;
  readonly error: OnebookError | undefined;
}

const IDLE = { phase: 'idle', result: undefined, error: undefined } as const;

/**
 * A mutation for a form. `run` never throws: the state says what happened.
 * @param name such as `transfer`
 */
export function useMutation<Name extends IntentName>(name: Name) {
  const client = useOnebook();
  const [state, setState] = useState<MutationState<Result<Name>>>(IDLE);
  const unknownKey = useRef<string | undefined>(undefined);
  const runs = useRef(0);
  const settle = useCallback((result: Result<Name>) => {
    unknownKey.current = undefined;
    setState({ phase: isRefusal(result) ? 'refused' : 'done', result, error: undefined });
  }, []);
  useEffect(
    () =>
      client.intents.onSettled(({ intent, result, error }) => {
        if (intent.key !== unknownKey.current) return;
        if (error) setState({ phase: 'failed', result: undefined, error });
        else settle(result as Result<Name>);
      }),
    [client, settle],
  );
  const run = useCallback(
    async (input: Input<Name>, options?: IntentOptions): Promise<void> => {
      // The state is that of the last run.
      const turn = (runs.current += 1);
      unknownKey.current = undefined;
      setState({ phase: 'sending', result: undefined, error: undefined });
      try {
        const send = client[name] as (
          input: Input<Name>,
          options?: IntentOptions,
        ) => Promise<Result<Name>>;
        const result = await send(input, options);
        if (turn === runs.current) settle(result);
      } catch (thrown) {
        if (turn !== runs.current) return;
        const error = asOnebookError(thrown);
        unknownKey.current = error.intent?.key;
        const phase = error.executed === 'no' ? 'failed' : 'unknown';
        setState({ phase, result: undefined, error });
      }
    },
    [client, name, settle],
  );
  const reset = useCallback(() => {
    runs.current += 1;
    unknownKey.current = undefined;
    setState(IDLE);
  }, []);
  return { ...state, run, reset };
}

/** A transfer for a form: `transfer` sends it, the state says what happened, `reset` begins another one. */
export function useTransfer() {
  const { run, ...rest } = useMutation('transfer');
  return { transfer: run, ...rest };
}
