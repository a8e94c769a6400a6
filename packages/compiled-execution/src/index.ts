export {
  CompiledExecution,
  type CompiledExecutionOptions,
  type Execution,
} from './compiled-execution.js';
export type { Data } from './run.js';
