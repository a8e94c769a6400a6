// @onebook/client: a typed client of a Onebook gateway. onebook.ts makes it; intents/ keeps mutations until their outcome is
// known; balances/ never goes back; live/ follows subscriptions; http/ sends; money/ computes with decimal texts. Imports go
// from onebook.ts down; react/ and file.ts are entries of their own.
export {
  createOnebook,
  type Onebook,
  type OnebookOptions,
  type StatementFileInput,
} from './onebook.js';
export { type Executed, OnebookError } from './http/errors.js';
export type { TokenSource } from './http/token.js';
export { type Intent, intentId, type IntentOptions, type IntentStore } from './intents/intent.js';
export type { Settled } from './intents/intents.js';
export { memoryIntents } from './intents/memory.js';
export { localStorageIntents, type PageStorage } from './intents/local-storage.js';
export { indexedDbIntents } from './intents/indexed-db.js';
export type { Balance } from './balances/balances.js';
export type { SentDocument } from './document.js';
export type * from './operation.js';
export * from './money/amounts.js';
export { formatMoney } from './money/format.js';
export { isRefusal, type Refusal } from './refusal.js';
export type * from './generated/types.js';
