import type { Gateway } from './gateway.js';
import { LatestDocument } from './generated/graphql.js';
import { ErrorNotice } from './error-notice.js';
import { useQuery } from './use-query.js';

/** The last lines of a wallet's history. Queried again with each new version of the balance. */
export function LatestChanges(props: {
  readonly gateway: Gateway;
  readonly walletId: string;
  readonly version: number | undefined;
}) {
  const { walletId, version } = props;
  const { data, error, retry } = useQuery(props.gateway, LatestDocument, { walletId }, version);
  const lines = data?.wallet?.history.edges;
  return (
    <>
      <h3>Latest changes</h3>
      {error && <ErrorNotice reason={error.message} onRetry={retry} />}
      {lines?.length === 0 && <p className="note">No transactions yet.</p>}
      <div className="scroll">
        <table>
          <tbody>
            {lines?.map(({ cursor, node }) => (
              <tr key={cursor}>
                <td>{clock(node.at)}</td>
                <td>{nameOf(node.transaction.kind, node.status)}</td>
                <td className="words">{node.transaction.description}</td>
                <td className="number">{signed(node.amount.amount)}</td>
                <td className="number">{node.balance.amount}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The time of day in the reader's time zone. */
function clock(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour12: false });
}

/** A kind as text, such as `credit draw`, with a mark if the transaction was taken back. */
function nameOf(kind: string, status: string): string {
  const name = kind.toLowerCase().replaceAll('_', ' ');
  return status === 'FAILED' ? `${name}, taken back` : name;
}

/** An amount with a sign. It stays a string, because a number would lose digits. */
function signed(amount: string): string {
  return amount.startsWith('-') ? amount : `+${amount}`;
}
