import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { loadMapping, runNow } from '../../../src/adoption/index.js';
import { createDataSource, GATEWAY_ROLE } from '../../../src/database/data-source.js';
import { approveWithdrawal, deposit, requestWithdrawal } from '../../../src/movements/index.js';
import { done, useBook } from '../../support/book.js';
import { ADMIN, money, SERVICE } from '../../support/inputs.js';

/** A book with a wallet since 2026-01-01, and runs that compare it with a statement. Each test has a provider of its own. */
export class StatementRuns {
  provider = '';
  walletId = '';
  #count = 0;

  private constructor(
    readonly at: ReturnType<typeof useBook>,
    readonly folder: string,
    private readonly database: () => DataSource,
  ) {}

  static use(): StatementRuns {
    const at = useBook();
    const folder = mkdtempSync(join(tmpdir(), 'onebook-statements-'));
    let database: DataSource;
    const runs = new StatementRuns(at, folder, () => database);
    beforeAll(async () => {
      const { url } = at.database;
      const settings = { url, book: 'book', connections: 4, name: 'checks', role: GATEWAY_ROLE };
      database = await createDataSource(settings).initialize();
      runs.walletId = await at.gateway.wallet('ann', 'USD');
      await at.owner.query(`SET session_replication_role = replica`);
      await at.owner.query(`UPDATE wallet SET created_at = '2026-01-01'`);
      await at.owner.query(`SET session_replication_role = DEFAULT`);
    });
    beforeEach(() => {
      runs.#count += 1;
      runs.provider = `bank${runs.#count}`;
    });
    afterAll(async () => {
      await database.destroy();
      rmSync(folder, { recursive: true });
    });
    return runs;
  }

  /** @param moment a day, or a moment */
  async deposited(
    amount: string,
    reference: string | undefined,
    moment: string,
    { currency = 'USD', walletId = this.walletId } = {},
  ): Promise<string> {
    const input = {
      ...{ walletId, amount: money(amount, currency), reference },
      metadata: { provider: this.provider },
      effectiveAt: new Date(moment.includes('T') ? moment : `${moment}T15:30:00Z`),
    };
    const { ledger } = this.at.gateway.book;
    return done(await ledger.submit(deposit, input, SERVICE, randomUUID())).transactionId as string;
  }

  async withdrawn(
    amount: string,
    reference: string,
    { approve = true, splits = [] as { amount: string }[] } = {},
  ): Promise<string> {
    const { ledger } = this.at.gateway.book;
    const input = {
      ...{ walletId: this.walletId, amount: money(amount, 'USD'), reference },
      metadata: { provider: this.provider },
      splits: splits.map((split) => ({
        ...{ to: { systemAccount: 'FEES' }, label: 'fee' },
        amount: money(split.amount, 'USD'),
      })),
    };
    const asked = done(await ledger.submit(requestWithdrawal, input, SERVICE, randomUUID()));
    const transactionId = asked.transactionId as string;
    if (approve)
      done(await ledger.submit(approveWithdrawal, { transactionId }, ADMIN, randomUUID()));
    return transactionId;
  }

  /** A run over a statement whose lines are `reference,type,amount,booked`. */
  run(lines: readonly string[], more?: string, kind?: string) {
    return this.runOver(
      `ref,type,amount,booked\n${lines.map((line) => `${line}\n`).join('')}`,
      more,
      kind,
    );
  }

  /** A run over a file with these bytes. `more` has further keys of the mapping, each on a line with six blanks. */
  async runOver(
    bytes: string | Buffer,
    more = 'tolerance: {days: 2}',
    kind = '{column: type, map: {CR: DEPOSIT, DR: WITHDRAWAL, FEE: null}}',
    currency = 'USD',
  ) {
    const { provider } = this;
    writeFileSync(join(this.folder, `${provider}.csv`), bytes);
    const mapping = join(this.folder, `${provider}.yml`);
    writeFileSync(
      mapping,
      `reconcile:
  statements:
    - name: ${provider}
      csv: ${provider}.csv
      currency: ${currency}
      reference: ref
      amount: amount
      at: booked
      kind: ${kind}
      metadata: {provider: ${provider}}
      ${more}
`,
    );
    return this.runMapping(mapping);
  }

  /** A run with the mapping of this file. */
  async runMapping(mapping: string) {
    const { at } = this;
    const report = await runNow(
      {
        ...{ book: at.gateway.book, source: this.database() },
        others: {
          ...{ bookUrl: at.database.url, signal: new AbortController().signal },
          mapping: () => loadMapping(mapping, {}, 'reconciliation'),
        },
      },
      'tester',
    );
    if (!report) throw new Error('another run is under way');
    const { findings } = report;
    return {
      report,
      about: findings.map(({ about }) => about?.id),
      shown: findings.map(
        ({ code, subject, expected, actual }) => `${code}: ${subject}: ${expected}, ${actual}`,
      ),
    };
  }
}

/** The UTC day on which the tests run. */
export const TODAY = new Date().toISOString().slice(0, 10);
