import { explainFlood, manyLists, refusedLists } from './floods.mjs';
import { hungUp } from './hung-up.mjs';
import { silentPostgres } from './silent-postgres.mjs';
import { stoppedGateway } from './stopped-gateway.mjs';
import { stuckHold, stuckWalletOne, stuckWalletThree } from './stuck-wallet.mjs';
import { unreadAnswers } from './unread-answers.mjs';

/** Rows about what the others get while something is wrong. */
export const ISOLATION = {
  'stuck-wallet': stuckWalletOne,
  'stuck-wallet-3': stuckWalletThree,
  'stuck-hold': stuckHold,
  'stopped-gateway': stoppedGateway,
  'silent-postgres': silentPostgres,
  'explain-flood': explainFlood,
  'refused-lists': refusedLists,
  'many-lists': manyLists,
  'unread-answers': unreadAnswers,
  'hung-up': hungUp,
};
