import { useOnebook } from '@onebook/client/react';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useStore } from '../parts/use-store.js';
import { type Monitoring, Samples } from './samples.js';

const Context = createContext<Samples | undefined>(undefined);

/** Samples the gateway's figures for the components below it. */
export function MonitoringProvider({ children }: { readonly children: ReactNode }) {
  const onebook = useOnebook();
  const [samples] = useState(() => new Samples(onebook));
  useEffect(samples.run, [samples]);
  return <Context value={samples}>{children}</Context>;
}

/** The figures of the gateway that answers, of the last 15 minutes. */
export function useMonitoring(): Monitoring {
  const samples = useContext(Context);
  if (samples === undefined)
    throw new Error('There is no MonitoringProvider above this component.');
  return useStore(samples);
}
