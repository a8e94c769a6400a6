import { useOnebook } from '@onebook/client/react';
import type { WalletFindingsQuery } from '@onebook/client';
import { ErrorNotice } from '../parts/error-notice.js';
import { Moment } from '../parts/moment.js';
import { StatusBadge, wordsOf } from '../parts/status-badge.js';
import { useQuery } from '../parts/use-query.js';
import { useReloadOn } from './use-changes.js';

interface Finding {
  readonly id: string;
  readonly code: string;
  readonly severity: string;
}

type WholeFinding = NonNullable<WalletFindingsQuery['wallet']>['findings']['edges'][number]['node'];

/** The findings about a wallet as badges. Nothing if there is none. */
export function FindingBadges({ findings }: { readonly findings: readonly Finding[] }) {
  return findings.map(({ id, code, severity }) => (
    <StatusBadge key={id} status={code} tone={severity === 'ERROR' ? 'bad' : 'waiting'} />
  ));
}

/** The open findings about a wallet, each with what was expected. Nothing if there is none. */
export function Findings(props: { readonly walletId: string; readonly changes: number }) {
  const { walletId, changes } = props;
  const onebook = useOnebook();
  const { data, error, reload } = useQuery(`findings ${walletId}`, (signal) =>
    onebook.walletFindings({ id: walletId, first: 200 }, { signal }),
  );
  useReloadOn(changes, reload);
  const findings = data?.findings.edges.map(({ node }) => node) ?? [];
  if (error !== undefined) return <ErrorNotice error={error} onRetry={reload} />;
  if (findings.length === 0) return null;
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">Findings</h2>
      <p>
        A check of the book has found this about the wallet. Tell an admin before you pay anything.
      </p>
      <ul className="plain">
        {findings.map((finding) => (
          <li key={finding.id} className="notice bad">
            <FindingText finding={finding} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function FindingText({ finding }: { readonly finding: WholeFinding }) {
  const { code, severity, scope, subject, expected, actual, currency, firstSeenAt, id } = finding;
  return (
    <>
      <p>
        <strong>{wordsOf(code)}</strong> ({wordsOf(severity).toLowerCase()}): {subject}
      </p>
      <p>
        Expected {expected}
        {currency !== null && ` ${currency}`}, found {actual}
        {currency !== null && ` ${currency}`}.
      </p>
      <p className="quiet">
        Compared with <code>{scope}</code>. First seen <Moment at={firstSeenAt} />.{' '}
        <code>{id}</code>
      </p>
    </>
  );
}
