import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { useEffect, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { PlaygroundState } from './playground-state.js';

/**
 * Fills the variables of the tab in front, and says in a line what the tab needs. It works in GraphiQL's context and shows
 * in `place`.
 */
export function TabNote({
  state,
  place,
}: {
  readonly state: PlaygroundState;
  readonly place: HTMLElement | null;
}) {
  const { tab, editor } = useGraphiQL(({ tabs, activeTabIndex, variableEditor }) => ({
    tab: tabs[activeTabIndex],
    editor: variableEditor,
  }));
  const { updateActiveTabValues } = useGraphiQLActions();
  const view = useSyncExternalStore(state.viewing.subscribe, state.viewing.get);
  const name = tab?.title ?? '';

  function put(text: string | undefined): void {
    if (editor === undefined || text === undefined) return;
    editor.setValue(text);
    // At once: GraphiQL itself would wait, and write it to another tab that the user has opened meanwhile.
    updateActiveTabValues({ variables: text });
  }

  useEffect(() => {
    if (editor === undefined) return undefined;
    state.front = { name, text: () => editor.getValue(), put };
    if (view.facts !== undefined) put(state.filled.fill(name, editor.getValue(), view.facts));
    return undefined;
  }, [editor, tab?.id, name, view.facts]);

  if (place === null || tab === undefined) return null;
  const operation = operationIn(tab.query ?? '', tab.operationName);
  const note = state.noteOn(name, operation, tab.variables ?? '');
  const renewable = operation?.operation === 'mutation' && note.ready && hasKey(tab.variables);
  return createPortal(
    <>
      <output data-ready={note.ready}>{note.text}</output>
      {renewable && (
        <button type="button" onClick={() => state.newIntent()}>
          New intent
        </button>
      )}
    </>,
    place,
  );
}

function hasKey(variables: string | null | undefined): boolean {
  return variables?.includes('"idempotencyKey"') ?? false;
}

function operationIn(query: string, name: string | null): OperationDefinitionNode | undefined {
  try {
    return getOperationAST(parse(query), name) ?? undefined;
  } catch {
    // The user is still typing.
    return undefined;
  }
}
