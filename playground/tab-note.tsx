import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { getOperationAST, type OperationDefinitionNode, parse } from 'graphql';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { PlaygroundState, TabText } from './playground-state.js';

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
  const { tab, editor, loaded } = useGraphiQL((graphiql) => ({
    tab: graphiql.tabs[graphiql.activeTabIndex],
    editor: graphiql.variableEditor,
    loaded: Boolean(graphiql.queryEditor && graphiql.variableEditor && graphiql.responseEditor),
  }));
  const { updateActiveTabValues, run } = useGraphiQLActions();
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
  useEarlyPress(loaded, run);

  if (place === null || tab === undefined) return null;
  const operation = operationIn(tab.query ?? '', tab.operationName);
  const known = state.noteOn(name, operation, tab.variables ?? '');
  const note = known.ready && !loaded ? LOADING : known;
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

const LOADING: TabText = { text: 'Loading the editors …', ready: false };

/**
 * GraphiQL loads its editors after the page is there, and ignores a press of play until then. So this keeps the press, and
 * calls `run` as soon as the editors have loaded. It must follow the effect that fills in the variables.
 */
function useEarlyPress(loaded: boolean, run: () => void): void {
  const pressed = useRef(false);
  useEffect(() => {
    if (loaded) {
      if (pressed.current) run();
      pressed.current = false;
      return undefined;
    }
    const notice = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('.graphiql-execute-button') !== null)
        pressed.current = true;
    };
    document.addEventListener('click', notice);
    return () => document.removeEventListener('click', notice);
  }, [loaded, run]);
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
