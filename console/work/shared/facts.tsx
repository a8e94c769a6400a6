import type { ReactNode } from 'react';

/** A name and what it is. */
export type Fact = readonly [name: string, value: ReactNode];

/** Names and their values, one a line. A value that is null or undefined is left out. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) =>
        value == null ? null : (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
