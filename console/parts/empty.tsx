import type { ReactNode } from 'react';

/** What a list says that has nothing to show: why, and what the viewer can do about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <p className="empty">{children}</p>;
}
