/** What stands before the kinds. */
export const BEFORE = `# How money moves

Every movement is a transaction of one kind with a status, and the entries that it writes. The tables below say for
each kind what each mutation does, from which status, which entries follow, what it is refused with and who may. They
are produced by carrying the movements out (\`npm run check -- --update movements\`), so they are what the code does.

## Reading the tables

- A wallet's accounts are CASH, HELD (cash that is reserved), CREDIT (drawn, not spent), HELD_CREDIT (credit that is
  reserved) and OWED. The house's are in italics: _EXTERNAL_ is the world outside, _SALES_ what was sold, and so on.
- \`CASH → HELD 60\` are two entries: −60 on CASH, +60 on HELD. Amounts are examples: 100, where nothing else is said.
- HOLD reserves, POST moves for good, RELEASE gives a reservation back, REVERT takes back what was posted.
- "an amount's" are the refusals of every amount: \`INVALID_AMOUNT\` (zero, or more digits than the currency has),
  \`AMOUNT_TOO_LARGE\` (past 38 digits), \`CURRENCY_MISMATCH\`, \`UNKNOWN_CURRENCY\`. \`AMOUNT_TOO_LARGE\` alone: an account
  would come to hold more than 38 digits. Every mutation can be refused with \`IDEMPOTENCY_CONFLICT\` too.
- "Refused with" is what came of it with each thing in the way that can be: a wallet missing, frozen, closed, empty or
  full, somebody else's, another amount or currency, and so on. Each row has its own. Behind \`INVALID_TRANSITION\` stands
  in which other statuses, or after what, it is that. "a line": what refuses one of several lines.
- What moves a transaction on and is not in the table of its kind is refused with \`INVALID_TRANSITION\`, in every status.
- MEMBER (own): on their own wallets; somebody else's looks as if it were not there. Without the role: \`FORBIDDEN\`.

## What holds for all of them

- **The first reason is named**, in this order: the transaction is not there, is of another kind, has another status,
  \`SELF_APPROVAL\`, its time is over, the wallet's status, the amount, what remains, what is available.
- **Cash first.** A purchase holds cash before credit, and takes what it holds in the same order. A repayment of credit
  is the other way round: unspent credit first, then cash.
- **Credit first, back.** So what comes back of a purchase comes back as credit before cash, however many refunds it
  takes. Credit comes back as credit only as far as it is still owed. What is beyond that has been repaid meanwhile, and
  comes back as the cash that repaid it.
- **Available and spendable.** A purchase and a repayment may use \`Balance.spendable\`, everything else
  \`Balance.available\`. \`INSUFFICIENT_FUNDS\` carries that very number.
- **A frozen wallet** pays nothing: no withdrawal is asked for or approved, no purchase begun or completed, no transfer
  or exchange from it (nor a quote for one), no credit drawn or repaid. It still receives: deposits, transfers, refunds,
  bonuses, commissions, earnings, and whatever was held. Staff still take from it: a deposit that fails, an adjustment, a
  reversal.
- **A closed wallet** was empty when it closed, and refuses everything but \`failDeposit\` of a pending deposit.
- **A hold's time.** A withdrawal or purchase asked for with \`expiresInSeconds\` can be approved or completed until then
  and not in that moment any more; then the gateway gives it back by itself, and it is FAILED. It can be rejected,
  cancelled or failed before and after.
- **Rounding** is always down to the smallest unit: exchanges and commissions never make money. What comes to nothing is
  \`INVALID_AMOUNT\`.
- **Nobody approves what they asked for themselves** (\`SELF_APPROVAL\`): \`approveWithdrawal\` is refused to whoever asked
  for it and to the wallet's owner. \`confirmDeposit\` too, but not to a SERVICE that is not MEMBER, CASHIER or ADMIN as
  well: it passes on what a payment provider says.
- **Commissions** are paid on what a transaction was about; on what of a purchase has not been refunded. None is paid on a
  refund or a reversal, nor on what was given back altogether.
- **Once.** A transaction is reversed once, a deposit or purchase fails once, a quote is used once, a commission is paid
  once a source and wallet, a bonus once a wallet and UTC day. PostgreSQL refuses the second too.
`;

/** What stands before the table of what can follow from a transaction. */
export const AFTERWARDS = `## What can follow

Which kinds are reversed, and what is done instead; and in which status a commission can be paid on one. Neither is done
to what was reversed.
`;

/** What stands after it all. */
export const AFTER = `## Where the rules are

A kind's rules are a file in [src/movements/kinds](../src/movements/kinds); what several kinds share is in
[src/movements/rules](../src/movements/rules). PostgreSQL holds the transitions between statuses, the sums and the floors by
itself: [migrations/book.sql](../migrations/book.sql).
`;
