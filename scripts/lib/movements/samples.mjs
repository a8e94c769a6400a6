import { affectedIds } from '../../../src/ledger/affected.ts';
import { decide } from '../../../src/ledger/batch.ts';
import { isRefusal, SYSTEM_ACCOUNTS } from '../../../src/domain/index.ts';
import { expireHold, MUTATIONS } from '../../../src/movements/index.ts';
import { completedTransaction } from '../../../src/movements/rules/records.ts';
import { Rows } from '../../../test/support/locked-state.ts';
import { ADMIN, EXPIRY, IMPORTS, inputOf, mutationOf, OWN_ACCOUNT, viewerOf } from './actions.mjs';
import { entriesText } from './entries.mjs';

const CURRENCIES = ['USD', 'EUR'];

const movementOf = (action) =>
  action === EXPIRY ? expireHold : MUTATIONS[mutationOf(action)].movement;

/** A small book in memory that executes real movements one after another, as in a batch. */
export class Sample {
  transactionId = undefined;
  quoteId = undefined;

  /**
   * @param holdings balances of the wallet's accounts, in minor units
   * @param isDue whether its holds and quotes expire at once
   * @param own names of the system accounts of the operator's own
   */
  constructor(holdings, isDue = false, own = [OWN_ACCOUNT]) {
    this.isDue = isDue;
    const rows = new Rows();
    this.heads = rows.heads;
    this.wallet = rows.wallet('owner', 'USD', holdings);
    this.other = rows.wallet('other', 'USD');
    this.euros = rows.wallet('owner', 'EUR');
    this.otherEuros = rows.wallet('other', 'EUR');
    this.merchant = rows.wallet('merchant', 'USD');
    for (const currency of CURRENCIES)
      for (const kind of [...SYSTEM_ACCOUNTS, ...own]) rows.systemAccount(currency, kind);
    this.state = rows.state();
  }

  get status() {
    return this.state.transaction(this.transactionId)?.status;
  }

  /** Decides an action: changes or a refusal. Applies nothing. @param input changes the usual input */
  decide(action, input = (usual) => usual) {
    const { wallet, state } = this;
    if (action in IMPORTS) return IMPORTS[action]({ amount: 100_00n, wallet, state });
    const movement = movementOf(action);
    const decided = movement.decide(input(inputOf(action, this)), viewerOf(action), this.state);
    return 'lines' in decided ? decided.lines[0]() : decided;
  }

  /** The same, and applies the changes. @throws Error if it is refused */
  do(action, input) {
    const changes = this.decide(action, input);
    if (isRefusal(changes)) throw new Error(`${action}: ${changes.code} ${changes.message}`);
    const refusal = this.state.apply(changes, viewerOf(action).id);
    if (refusal) throw new Error(`${action}: ${refusal.code} ${refusal.message}`);
    const { transactionId, quoteId } = affectedIds(changes, this.state.now);
    this.transactionId = transactionId ?? this.transactionId;
    this.quoteId = quoteId ?? this.quoteId;
    return changes;
  }

  /** The same, but the sample keeps its transaction and its quote. @returns false if the action is refused */
  aside(action) {
    const { transactionId, quoteId } = this;
    if (isRefusal(this.decide(action))) return false;
    this.do(action);
    Object.assign(this, { transactionId, quoteId });
    return true;
  }

  /**
   * Executes an action as the ledger executes a command, with all of its checks.
   * @param obstacle another caller than the usual one, and a change of the usual input
   * @returns the refusal, and whether it is a line's; undefined if the action succeeds
   */
  refusal(action, { by = viewerOf(action), input = (usual) => usual } = {}) {
    const movement = movementOf(action);
    const command = { movement, input: input(inputOf(action, this), this), by };
    const { refused, many } = decide(command, this.state).result.outcome;
    const ofLine = many?.refused[0]?.refused;
    const refusal = refused ?? ofLine;
    return refusal && { code: refusal.code, isOfLine: refusal === ofLine };
  }

  /** Changes a wallet's status, if the rules allow it. */
  change(wallet, name) {
    const changes = MUTATIONS[name].movement.decide(
      { walletId: wallet.id, reason: name },
      ADMIN,
      this.state,
    );
    if (!isRefusal(changes)) this.state.apply(changes, ADMIN.id);
  }

  /** Sets accounts to balances, as earlier movements could have. */
  setAll(accounts) {
    const postings = accounts
      .map(({ account, to }) => ({ account, phase: 'POST', amount: to - this.balance(account) }))
      .filter(({ amount }) => amount !== 0n);
    const what = { kind: 'ADJUSTMENT', amount: 1n, currency: 'USD', walletId: this.wallet.id };
    const transaction = completedTransaction(this.state, ADMIN, what);
    const refusal = this.state.apply({ transaction, postings }, ADMIN.id);
    if (refusal) throw new Error(`the sample: ${refusal.message}`);
  }

  /** The present balance of an account, in minor units. */
  balance({ walletId, kind, currency }) {
    const isIt = (one) =>
      one.walletId === walletId && one.kind === kind && one.currency === currency;
    const last = this.state.pendingWrites.entries.findLast(({ account }) => isIt(account));
    return (last ?? this.heads.find(isIt))?.balance ?? 0n;
  }

  /** The entries of changes, in words. */
  entries(changes) {
    return entriesText(changes.postings ?? [], (account) => this.#nameOf(account));
  }

  #nameOf({ walletId, kind }) {
    if (walletId === null) return `_${kind}_`;
    if (walletId === this.wallet.id) return kind;
    return walletId === this.merchant.id ? `the merchant's ${kind}` : `the other wallet's ${kind}`;
  }
}
