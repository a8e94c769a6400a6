import { useMonitoring } from '../monitoring/monitoring-context.js';
import { ErrorNotice } from '../parts/error-notice.js';
import { Loading } from '../parts/loading.js';
import { useSession } from '../session/session-context.js';
import { AlertsSection } from './alerts-section.js';
import { GatewayFigures } from './gateway-figures.js';
import { GatewayPlots } from './gateway-plots.js';
import { TreasuryByCurrency } from './treasury-by-currency.js';

/** The state of the gateway and the money of the book at a glance. */
export default function Overview() {
  const { may } = useSession();
  const { samples, error } = useMonitoring();
  const last = samples.at(-1);
  return (
    <>
      <h1>Overview</h1>
      <section aria-labelledby="gateway">
        <h2 id="gateway">This gateway</h2>
        <ErrorNotice error={error} />
        {last === undefined && error === undefined && <Loading what="the figures" />}
        {last !== undefined && (
          <>
            <GatewayFigures sample={last} />
            <GatewayPlots samples={samples} />
          </>
        )}
      </section>
      <section aria-labelledby="alerts">
        <h2 id="alerts">Alerts</h2>
        <AlertsSection />
      </section>
      {may('ADMIN', 'AUDITOR') && (
        <section aria-labelledby="treasury">
          <h2 id="treasury">Treasury</h2>
          <TreasuryByCurrency />
        </section>
      )}
    </>
  );
}
