/* Brings a drifted system over: import, shadow, adopt, reconcile. Moves money only through the ledger. */
export { loadMapping, mappingForRuns, MappingError } from './mapping/load-mapping.js';
export type { BalanceSource, HistoryMapping, Mapping, Origin, Value } from './mapping/mapping.js';
export { type ImportReport, isAllRight } from './import/report.js';
export { type ImportOptions, runImport } from './import/run-import.js';
export { SourceError } from './sources/source.js';
export { type Write, writeJson } from './report/json.js';
export { writeHtml } from './report/html.js';
export { writeText } from './report/text.js';
export { type ReconcilerParts, type RunReport, runNow, runWanted } from './reconcile/reconciler.js';
export type { Others } from './reconcile/compare-others.js';
export { addDueRun } from './reconcile/runs-table.js';
export { type FindingsNow, readFindingsNow } from './reconcile/findings-now.js';
export { LegacyFollower } from './shadow/legacy-follower.js';
export { readShadowReport, type ShadowReport } from './shadow/read-report.js';
export { type DigitsOf, reportAsJson, reportAsText } from './shadow/report-text.js';
export { ShadowError } from './shadow/shadowed-table.js';
export {
  ShadowRunsError,
  startShadow,
  type StartedShadow,
  stopShadow,
} from './shadow/start-shadow.js';
export {
  endRestoredShadow,
  followRestoredBook,
  makeShadow,
  shadowState,
} from './shadow/restored-shadow.js';
export { LOCKING_HELP } from './shadow/until-locked.js';
export { refuseUnknownCurrenciesIn } from './shadow/known-currencies.js';
export { takeIn } from './shadow/take-in.js';
export { adopt, type Adopted } from './adopt/adopt.js';
export { AdoptError } from './adopt/adopt-error.js';
export { adoptedSchema, adoptedTables, hasAdopted, lastAdoption } from './adopt/adopted-schema.js';
export { planAdoption } from './adopt/plan.js';
export { adoptedAsText, planAsText, undoneAsText } from './adopt/plan-text.js';
export { findAdoption, undoAdoption } from './adopt/undo.js';
