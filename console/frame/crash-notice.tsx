import { Component, type ReactNode } from 'react';

/** Shows what went wrong in place of a page that cannot be shown, such as code that could not be loaded. */
export class CrashNotice extends Component<
  { readonly children: ReactNode },
  { readonly error?: Error }
> {
  override state: { readonly error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div role="alert" className="notice bad">
        <p>This page cannot be shown: {error.message}</p>
        <button type="button" onClick={() => location.reload()}>
          Load the console again
        </button>
      </div>
    );
  }
}
