import { useState } from 'react';
import { messageOf } from '../../parts/message-of.js';

/** Copies a text to the clipboard, and says whether it could. */
export function CopyButton(props: { readonly text: string; readonly label: string }) {
  const { text, label } = props;
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch (error) {
      // Pages without TLS have no clipboard, and a browser can forbid it.
      setSaid(`It could not be copied (${messageOf(error)}). Select the text and copy it.`);
    }
  };
  return (
    <div className="row">
      <button type="button" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{said}</span>
    </div>
  );
}
