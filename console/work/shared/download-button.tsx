import { useState } from 'react';
import { messageOf } from '../../parts/message-of.js';

/** A file that a page offers. */
export interface PageFile {
  readonly name: string;
  readonly type: string;
  readonly content: string;
}

/** Reads a file and gives it to the viewer. */
export function DownloadButton(props: {
  readonly label: string;
  /** What it is, for a screen reader. */
  readonly of: string;
  readonly read: () => Promise<PageFile>;
}) {
  const { label, of, read } = props;
  const [said, setSaid] = useState('');
  const download = async (): Promise<void> => {
    setSaid('Reading …');
    try {
      save(await read());
      setSaid('');
    } catch (error) {
      setSaid(messageOf(error));
    }
  };
  return (
    <>
      <button type="button" aria-label={`${label}: ${of}`} onClick={() => void download()}>
        {label}
      </button>
      <span role="status" className="quiet">
        {said}
      </span>
    </>
  );
}

function save({ name, type, content }: PageFile): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken what it needs by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
