import { movement } from './movement.js';

/**
 * Asks for a reconciliation, which a gateway then carries out. It moves no money and locks nothing.
 * src/adoption/reconcile has the run itself.
 */
export const runReconciliation = movement<Readonly<Record<string, never>>>({
  name: 'runReconciliation',
  act: 'anyone',
  locks: () => ({}),
  decide: (_, by, state) => ({
    newReconciliation: {
      id: state.newId(),
      origin: 'REQUEST',
      due: null,
      askedBy: by.id,
      createdAt: state.now,
    },
  }),
});
