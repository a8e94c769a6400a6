import '../work.css';
import { useSession } from '../../session/session-context.js';
import { useAsk } from '../shared/use-ask.js';
import { AlertList } from './alert-list.js';
import { MonitorForm } from './monitor-form.js';
import { MonitorList } from './monitor-list.js';
import { useMonitors } from './use-monitors.js';

/** What monitors saw, and what they watch. */
export default function AlertsPage() {
  const { may } = useSession();
  const { ask, dialog } = useAsk();
  const monitors = useMonitors();
  return (
    <>
      <h1>Alerts</h1>
      <section aria-labelledby="alerts">
        <h2 id="alerts">Alerts</h2>
        <AlertList ask={ask} onRaised={monitors.refresh} />
      </section>
      <section aria-labelledby="monitors">
        <h2 id="monitors">Monitors</h2>
        <MonitorList monitors={monitors} ask={ask} />
      </section>
      {may('ADMIN') && (
        <section aria-labelledby="new-monitor">
          <h2 id="new-monitor">New monitor</h2>
          <MonitorForm onDone={monitors.refresh} />
        </section>
      )}
      {dialog}
    </>
  );
}
