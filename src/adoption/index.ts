/* Brings a drifted system over: import, shadow, adopt, reconcile. Moves money only through the ledger. */
export { loadMapping, MappingError } from './mapping/load-mapping.js';
export type { BalanceSource, HistoryMapping, Mapping, Origin, Value } from './mapping/mapping.js';
export { SourceError } from './sources/source.js';
