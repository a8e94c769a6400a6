import '../work.css';
import { useSession } from '../../session/session-context.js';
import { useAsk } from '../shared/use-ask.js';
import { DriftList } from './drift-list.js';
import { FindingList } from './finding-list.js';
import { Integrity } from './integrity.js';
import { RunList } from './run-list.js';
import { useRoute } from '../../frame/route.js';

/** Whether the book agrees with itself and with what others say of it. */
export default function ReconciliationsPage() {
  const { may } = useSession();
  const { search } = useRoute();
  const { ask, dialog } = useAsk();
  const chosen = search.get('of') ?? '';
  return (
    <>
      <h1>Reconciliations</h1>
      {may('ADMIN', 'AUDITOR') && (
        <>
          <section aria-labelledby="runs">
            <h2 id="runs">Runs</h2>
            <RunList chosen={chosen} ask={ask} />
          </section>
          {chosen !== '' && (
            <section aria-labelledby="findings">
              <h2 id="findings">Findings of a run</h2>
              <FindingList key={chosen} id={chosen} />
            </section>
          )}
          <section aria-labelledby="integrity">
            <h2 id="integrity">The book itself</h2>
            <Integrity />
          </section>
        </>
      )}
      <section aria-labelledby="drift">
        <h2 id="drift">Drift of a shadowed system</h2>
        <DriftList />
      </section>
      {dialog}
    </>
  );
}
