import { createContext, createElement, type ReactNode, useContext } from 'react';
import type { Onebook } from '../onebook.js';

const Context = createContext<Onebook | undefined>(undefined);

/** Gives the components below it a client. Make the client once for each caller, outside of components. */
export function OnebookProvider(props: {
  readonly client: Onebook;
  readonly children?: ReactNode;
}) {
  return createElement(Context.Provider, { value: props.client }, props.children);
}

/** The client of the nearest provider. @throws Error if there is none */
export function useOnebook(): Onebook {
  const client = useContext(Context);
  if (!client) throw new Error('There is no <OnebookProvider client={…}> above this component.');
  return client;
}
