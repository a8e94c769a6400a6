import '../work.css';
import { AuditList } from './audit-list.js';
import { ReportList } from './report-list.js';

/** Everything that was decided, and the reports about it. */
export default function AuditPage() {
  return (
    <>
      <h1>Audit</h1>
      <section aria-labelledby="log">
        <h2 id="log">Audit log</h2>
        <AuditList />
      </section>
      <section aria-labelledby="reports">
        <h2 id="reports">Reports</h2>
        <ReportList />
      </section>
    </>
  );
}
