import { affectedIds } from '../../../src/ledger/affected.ts';
import { decide } from '../../../src/ledger/batch.ts';
import { isRefusal, SYSTEM_ACCOUNTS } from '../../../src/domain/index.ts';
import { expireHold, MUTATIONS } from '../../../src/movements/index.ts';
import { completedTransaction } from '../../../src/movements/rules/records.ts';
import { Rows } from '../../../test/support/locked-state.ts';
import { ADMIN, EXPIRY, inputOf, mutationOf, viewerOf } from './actions.mjs';
import { entriesText } from './entries.mjs';

const CURRENCIES = ['USD', 'EUR'];

const movementOf = (action) =>
  action === EXPIRY ? expireHold : MUTATIONS[mutationOf(action)].movement;

/** A small book in which real movements are carried out, one after another, as in a batch. */
export class Sample {
  transactionId = undefined;
  quoteId = undefined;

  /**
   * @param holdings what stands in the wallet's accounts, in minor units
   * @param isDue whether a hold of it, or a quote, is past its time at once
   */
  constructor(holdings, isDue = false) {
    this.isDue = isDue;
    const rows = new Rows();
    this.heads = rows.heads;
    this.wallet = rows.wallet('owner', 'USD', holdings);
    this.other = rows.wallet('other', 'USD');
    this.euros = rows.wallet('owner', 'EUR');
    for (const currency of CURRENCIES)
      for (const kind of SYSTEM_ACCOUNTS) rows.systemAccount(currency, kind);
    this.state = rows.state();
  }

  get status() {
    return this.state.transaction(this.transactionId)?.status;
  }

  /** What the action comes to: a plan, or a refusal. Nothing is changed. */
  decide(action) {
    const movement = movementOf(action);
    const decided = movement.decide(inputOf(action, this), viewerOf(action), this.state);
    return 'lines' in decided ? decided.lines[0]() : decided;
  }

  /** The same, and it is done. @throws Error where it is refused */
  do(action) {
    const plan = this.decide(action);
    if (isRefusal(plan)) throw new Error(`${action}: ${plan.code} ${plan.message}`);
    const refusal = this.state.apply(plan, viewerOf(action).id);
    if (refusal) throw new Error(`${action}: ${refusal.code} ${refusal.message}`);
    const { transactionId, quoteId } = affectedIds(plan, this.state.now);
    this.transactionId = transactionId ?? this.transactionId;
    this.quoteId = quoteId ?? this.quoteId;
    return plan;
  }

  /** The same, aside: the transaction and the quote stay those that it had. @returns whether it was not refused */
  aside(action) {
    const { transactionId, quoteId } = this;
    if (isRefusal(this.decide(action))) return false;
    this.do(action);
    Object.assign(this, { transactionId, quoteId });
    return true;
  }

  /**
   * As the ledger carries a command out, with everything that it checks.
   * @param how by whom, and what becomes of the input, where they are not as in the table
   * @returns the refusal, and whether it is a line's; undefined: it is done
   */
  refusal(action, { by = viewerOf(action), input = (usual) => usual } = {}) {
    const movement = movementOf(action);
    const command = { movement, input: input(inputOf(action, this), this), by };
    const { refused, many } = decide(command, this.state).outcome;
    const ofLine = many?.refused[0]?.refused;
    const given = refused ?? ofLine;
    return given && { code: given.code, isOfLine: given === ofLine };
  }

  /** Gives a wallet another status, where its rules allow it. */
  change(wallet, name) {
    const plan = MUTATIONS[name].movement.decide(
      { walletId: wallet.id, reason: name },
      ADMIN,
      this.state,
    );
    if (!isRefusal(plan)) this.state.apply(plan, ADMIN.id);
  }

  /** Brings accounts to a balance, as many movements before might have. */
  setAll(accounts) {
    const postings = accounts
      .map(({ account, to }) => ({ account, phase: 'POST', amount: to - this.balance(account) }))
      .filter(({ amount }) => amount !== 0n);
    const what = { kind: 'ADJUSTMENT', amount: 1n, currency: 'USD', walletId: this.wallet.id };
    const transaction = completedTransaction(this.state, ADMIN, what);
    const refusal = this.state.apply({ transaction, postings }, ADMIN.id);
    if (refusal) throw new Error(`the sample: ${refusal.message}`);
  }

  /** What stands in an account now, in minor units. */
  balance({ walletId, kind, currency }) {
    const isIt = (one) =>
      one.walletId === walletId && one.kind === kind && one.currency === currency;
    const last = this.state.pendingWrites.entries.findLast(({ account }) => isIt(account));
    return (last ?? this.heads.find(isIt))?.balance ?? 0n;
  }

  /** What a plan writes, in words. */
  entries(plan) {
    return entriesText(plan.postings ?? [], (account) => this.#nameOf(account));
  }

  #nameOf({ walletId, kind }) {
    if (walletId === null) return `_${kind}_`;
    return walletId === this.wallet.id ? kind : `the other wallet's ${kind}`;
  }
}
