import type { Gateway } from './gateway.js';
import { LatestDocument } from './generated/graphql.js';
import { Trouble } from './trouble.js';
import { useAnswer } from './use-answer.js';

/** What happened last to a wallet's money. Asked anew with each new version of its balance. */
export function LatestChanges(props: {
  readonly gateway: Gateway;
  readonly walletId: string;
  readonly version: number | undefined;
}) {
  const { walletId, version } = props;
  const { data, error, again } = useAnswer(props.gateway, LatestDocument, { walletId }, version);
  const lines = data?.wallet?.history.edges;
  return (
    <>
      <h3>Latest changes</h3>
      {error && <Trouble why={error.message} onAgain={again} />}
      {lines?.length === 0 && <p className="note">Nothing has happened yet.</p>}
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

/** The time of day, where the reader is. */
function clock(at: string): string {
  return new Date(at).toLocaleTimeString([], { hour12: false });
}

/** `credit draw`; one that was taken back says so. */
function nameOf(kind: string, status: string): string {
  const name = kind.toLowerCase().replaceAll('_', ' ');
  return status === 'FAILED' ? `${name}, taken back` : name;
}

/** An amount stays the text that came: a plus in front is all that is added. */
function signed(amount: string): string {
  return amount.startsWith('-') ? amount : `+${amount}`;
}
