import { runNow } from '../../../src/adoption/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import type { TestDatabase } from '../book.js';

/** A run that finds something about a wallet. @returns the UUID of the finding */
export async function writeFinding({ url }: TestDatabase, walletId: string): Promise<string> {
  const settings = { url, book: 'book', connections: 3, name: 'checks', role: GATEWAY_ROLE };
  const source = await createDataSource(settings).initialize();
  try {
    // The book itself is sound, so the check is a stand-in for one that finds something.
    const found = { subject: `wallet ${walletId}`, expected: '10.10', actual: '10.00' };
    const report = {
      ...{ checkedEntries: 0, checkedWallets: 1, healthy: false },
      findings: [{ check: 'entry.chain', ...found }],
    };
    await runNow({ source, book: { verify: () => Promise.resolve(report) } }, 'auditor');
    const [finding] = await source.query<{ id: string }[]>('SELECT id FROM finding');
    return finding?.id ?? '';
  } finally {
    await source.destroy();
  }
}
