import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

/**
 * A question before something happens, as a modal dialog. It repeats what will happen: wallet, owner and amount. Escape and "Back"
 * close it; the browser keeps the focus inside and gives it back.
 */
export function ConfirmDialog(props: {
  readonly title: string;
  readonly children: ReactNode;
  /** The words of the button, which say what it does: "Deposit €20.00". */
  readonly confirmLabel: string;
  /** `bad`: it takes something away or cannot be undone. */
  readonly tone?: 'bad' | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const { title, children, confirmLabel, tone, onConfirm, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A dialog gives the focus back only if it is closed before it leaves the page.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={titleId} onCancel={onClose}>
      <h2 id={titleId}>{title}</h2>
      {children}
      <div className="buttons">
        <button type="button" onClick={onClose}>
          Back
        </button>
        <button type="button" className={tone ?? 'primary'} onClick={onConfirm}>
          {confirmLabel}
        </button>
      </div>
    </dialog>
  );
}
