/** The text before the sections of the kinds. */
export const BEFORE = `# How money moves

Every movement is a transaction with a kind and a status, and with the entries that it writes. The tables below show,
for each kind and mutation: the change of status, the entries, the refusals, and the roles that may call it. A program
makes this page by executing the movements (\`npm run check -- --update movements\`), so it shows what the code does.

## Reading the tables

- A wallet has the accounts CASH, HELD (reserved cash), CREDIT (drawn credit that is not spent), HELD_CREDIT (reserved
  credit) and OWED. System accounts are in italics: _EXTERNAL_ is the world outside, _SALES_ is what was sold, and so
  on. An admin can add others of the operator's own (\`createSystemAccount\`).
- \`CASH → HELD 60\` are two entries: −60 on CASH and +60 on HELD. Arrows of one account add up
  to one entry on it. Amounts are examples: 100, if nothing else is said.
- HOLD reserves, POST moves for good, RELEASE ends a reservation, REVERT undoes a POST.
- "an amount's" stands for the refusals of any amount: \`INVALID_AMOUNT\` (zero, or more digits than the currency
  has), \`AMOUNT_TOO_LARGE\` (more than 38 digits), \`CURRENCY_MISMATCH\`, \`UNKNOWN_CURRENCY\`. \`AMOUNT_TOO_LARGE\`
  alone means that an account would hold more than 38 digits. Every mutation can also be refused with
  \`IDEMPOTENCY_CONFLICT\`.
- "Refused with" lists the refusals that the program got, with each possible obstacle in turn: a wallet that is
  missing, foreign, frozen, closed, empty or full, another amount or currency, and so on. Behind
  \`INVALID_TRANSITION\` are the other statuses, or earlier events, that cause it. "a line" lists the refusals of one
  of several lines.
- A mutation that changes transactions and is not in the table of a kind is refused with \`INVALID_TRANSITION\` for
  that kind, in every status.
- MEMBER (own): only on their own wallets. A foreign wallet looks like a missing one. A caller without the role gets
  \`FORBIDDEN\`.

## What holds for all of them

- **The first reason is named**, in this order: \`SELF_APPROVAL\`, the transaction is missing, has another kind, has
  another status, the hold has expired, the wallet's status, the amount, the remaining amount, the available amount.
- **Moment of effect.** \`deposit\`, \`adjustBalance\` and \`post\` take \`effectiveAt\`, for what the book learns of later. It may lie
  neither in the future nor before a wallet was opened that it moves: \`EFFECTIVE_AT_OUT_OF_RANGE\`. It moves no entry: chains, and
  balances of the past, go by when the book learned of it. \`Wallet.history(orderBy: EFFECTIVE_AT)\` goes by the moment.
- **Cash first.** A purchase holds and captures cash before credit. A repayment of credit is the other way round:
  unspent credit first, then cash.
- **Credit first, back.** Money of a purchase returns as credit before cash, in however many refunds. Credit returns
  as credit only as far as it is still owed. The owner has repaid the rest meanwhile, so it returns as the cash that
  repaid it.
- **Available and spendable.** A purchase and a repayment can use \`Balance.spendable\`, everything else
  \`Balance.available\`. \`INSUFFICIENT_FUNDS\` carries that same number.
- **A frozen wallet** cannot pay: no withdrawal is requested or approved, no purchase begun or completed, no transfer
  or exchange from it (or quote for one), no credit drawn or repaid. It shows no credit that can be drawn. It still
  receives deposits, transfers, refunds, bonuses, commissions, earnings, and the money that it holds. Staff can still
  take from it to correct what went wrong: a completed deposit that fails, an adjustment, a reversal. That is how they
  settle the dispute for which they froze it.
- **A closed wallet** was empty when it closed, with nothing pending: \`WALLET_NOT_EMPTY\` names the first pending
  transaction, also one that will pay it a split, and PostgreSQL refuses it too. It can neither pay nor receive, and the owner cannot open it again. A
  quote that is still open does not keep a wallet from closing, because it holds nothing: its exchange is refused.
- **Holds can expire.** A withdrawal or purchase with \`expiresInSeconds\` can be approved or completed before that
  moment. From that moment on the gateway releases the hold by itself, and the transaction is FAILED. It can be
  rejected, cancelled or failed before and after.
- **Rounding** is always down to the smallest unit: exchanges and commissions never create money. An amount that
  rounds down to zero is \`INVALID_AMOUNT\`.
- **Nothing is done to a wallet of one's own as staff** (\`SELF_APPROVAL\`). On their own wallets callers have the
  rights of a member and no others, whatever else their token grants: they can request a withdrawal, buy, transfer, and
  so on, with the role MEMBER. Every other mutation refuses them, if it names a wallet of theirs on either side, or a
  transaction or quote of one. The \`sub\` decides. A transfer from another owner's wallet into one's own is
  refused as well, and so is a line of \`transferMany\` or \`distributeEarnings\`.
- **You cannot approve your own request** (\`SELF_APPROVAL\`): \`confirmDeposit\`, \`approveWithdrawal\` and
  \`completePurchase\` refuse the caller who made the pending request, by \`sub\`. A SERVICE without the roles
  MEMBER, CASHIER and ADMIN can approve what it requested so: it passes on what a payment provider or a shop says.
- **Commissions** are paid on the amount of a transaction, or on the part of a purchase that has not been refunded.
  The owner of the source's wallet gets none (of a transfer: the one that pays): that is \`SAME_WALLET\`.
  None is paid on a refund or a reversal, or on a transaction that was returned in full.
- **Once.** A transaction is reversed once, a deposit or purchase fails once, a quote is used once, a commission is
  paid once a source and wallet, a bonus once an owner, currency and UTC day. PostgreSQL refuses the second too.
- **Once, and reversed.** A bonus or commission that was reversed does not count, so it can be paid again, once. Its
  idempotency key stays used: send a new one. All else stays used up by what was taken back. A quote was for one
  exchange, so request a new one. A reversal, a refund and a failure are final, and cannot be reversed themselves.
- **\`onlyIfPending\`** limits \`failDeposit\` and \`failPurchase\` to PENDING transactions. A late notice that a
  payment failed then takes nothing back from one that has completed meanwhile: \`INVALID_TRANSITION\`.
- **Metadata** of a transfer, and of a transaction with splits, are for viewers of its own wallet (of a transfer: the
  one that pays). Receivers get \`{}\`, unless the sender of a transfer set \`shareMetadata\`. All of them read
  \`reference\` and \`description\`.
`;

/** The text about splits, before the example. */
export const SHARES = `## Splits

\`deposit\`, \`transfer\`, \`purchase\` and \`requestWithdrawal\` can divide their amount: \`splits\` has up to 20 parts, each
with a receiver, an amount and a label. The receiver is a wallet of any owner in the same currency, or a system account
that an admin made (\`createSystemAccount\`), and not one that comes with the book.

- **The payer pays the amount** and no more. Splits come out of it, and the rest goes where all of it goes without splits:
  into the wallet of a deposit, to the receiver of a transfer, to _SALES_, to _EXTERNAL_. All splits together are at
  most the amount: \`SPLITS_EXCEED_AMOUNT\`.
- **All or nothing.** All receivers get their parts in one commit. Those of a purchase or withdrawal get them when it
  completes, and nothing before. A receiver that several splits name gets one entry with their sum.
- **Shares.** A receiver gives back its share of whatever is taken back: by a refund, a reversal, or because a
  completed purchase or deposit fails. What a purchase does not capture is divided in the same way, and each receiver
  gets its part without that share. The rest is a receiver too, the last one.
  1. The exact share of a receiver is the amount that is taken back, times what this receiver still has of the
     transaction, divided by what all of them still have.
  2. Each gives its exact share, rounded down to the smallest unit.
  3. The units that are still missing come one each from the receivers with the largest remainders. Of equal
     remainders, the split that was sent first comes first, and the rest comes last.
- **What follows from it.** The shares add up to what is taken back, for every amount. No receiver ever gives back more
  than it got. Once all is taken back, each has given back exactly what it got, in however many steps.
- **A receiver that cannot give.** The share must be available in the receiver's wallet. If not, the refusal is
  \`INSUFFICIENT_FUNDS\` with the \`walletId\` of that wallet, and nothing moves, from any receiver. A frozen wallet gives
  its share. A closed one neither receives nor gives: \`WALLET_NOT_ACTIVE\`. System accounts can go below zero.

A purchase is divided into a fee, VAT and the merchant's part, and refunded in three steps:`;

/** The text before the table of reversals and commissions. */
export const AFTERWARDS = `## What can follow

The kinds that can be reversed, and the remedy for the others; and the statuses in which a commission can be paid.
Neither applies to a transaction that was reversed.
`;

/** The text after all tables. */
export const AFTER = `## Where the rules are

Each kind has its rules in a file of [src/movements/kinds](../src/movements/kinds). Rules that several kinds share are
in [src/movements/rules](../src/movements/rules). PostgreSQL states the transitions between statuses, the sums and the
floors independently: [migrations/book.sql](../migrations/book.sql).
`;
