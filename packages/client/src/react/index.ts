// @onebook/client/react: hooks over the client. Each store is shared by the components of a client.
export { OnebookProvider, useOnebook } from './provider.js';
export { type LiveBalance, useBalance } from './use-balance.js';
export type { History, HistoryLine } from './history-store.js';
export { useHistory } from './use-history.js';
export { type IntentName, type MutationState, useMutation, useTransfer } from './use-mutation.js';
