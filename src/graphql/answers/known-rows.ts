import type { CommittedRows } from '../../ledger/index.js';
import type { RowReader } from '../../reader/index.js';

type Rows = RowReader['rows'];

/** A reader of rows that are known already, such as those of a commit or of a push. It reads nothing. */
export function knownReader(known: CommittedRows): RowReader {
  return { rows: new KnownRows(known), end: () => Promise.resolve() };
}

/** Known rows, as the loaders ask for them. An operation is looked through first, so what is not known is not asked for. */
class KnownRows implements Rows {
  readonly reversalOf = notAsked;
  readonly purchase = notAsked;
  readonly quote = notAsked;
  readonly reconciliation = notAsked;
  readonly schedule = notAsked;
  readonly webhook = notAsked;
  readonly erasure = notAsked;
  readonly monitor = notAsked;
  readonly alert = notAsked;
  readonly report = notAsked;
  readonly notificationsOf = notAsked;
  readonly creditLine = notAsked;
  readonly entriesOf = notAsked;
  readonly entry = notAsked;
  readonly walletNamed = notAsked;
  readonly walletsOfOwner = notAsked;
  readonly balanceAt = notAsked;

  constructor(private readonly known: CommittedRows) {}

  wallet(id: string) {
    return this.known.wallet(id) ?? notAsked();
  }

  transaction(id: string) {
    return this.known.transaction(id) ?? notAsked();
  }

  balance(walletId: string) {
    return this.known.balance(this.wallet(walletId));
  }
}

function notAsked(): never {
  throw new Error('an answer from known rows asks for a row that is not among them');
}
