import type { IntentName } from '@onebook/client/react';
import { type ReactNode, useCallback, useState } from 'react';
import { ActionDialog, type Question } from './action-dialog.js';

/** Opens the dialog of an action. */
export type Ask = <Name extends IntentName>(question: Question<Name>) => void;

/**
 * Dialogs for the actions of a list. They belong to the page and not to the row, so that an outcome stays to be read when its row has
 * left the list. Render `dialog` anywhere in the page.
 */
export function useAsk(): { readonly ask: Ask; readonly dialog: ReactNode } {
  const [dialog, setDialog] = useState<ReactNode>();
  const ask = useCallback(<Name extends IntentName>(question: Question<Name>): void => {
    setDialog(<ActionDialog question={question} onClose={() => setDialog(undefined)} />);
  }, []);
  return { ask, dialog };
}
