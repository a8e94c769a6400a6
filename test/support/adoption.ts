import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type ImportOptions, runImport, writeJson } from '../../src/adoption/index.js';
import type {
  BalanceSource,
  HistoryMapping,
  Mapping,
  Source,
} from '../../src/adoption/mapping/mapping.js';

/** A report as its JSON, as far as tests read it. */
export interface JsonReport {
  readonly dryRun: boolean;
  readonly inputs: readonly {
    readonly name: string;
    readonly rows: number;
    readonly sha256: string;
  }[];
  readonly currencies: readonly JsonCurrency[];
  readonly setAside: readonly JsonSetAside[];
}

export interface JsonCurrency {
  readonly currency: string;
  readonly owners: number;
  readonly sources: readonly {
    readonly name: string;
    readonly rows: number;
    readonly missing: number;
    readonly sum: string;
  }[];
  readonly drift: string;
  readonly disagreements: {
    readonly count: number;
    readonly largest: string;
    readonly rows: readonly {
      readonly owner: string;
      readonly wallet: string;
      readonly values: Readonly<Record<string, string | null>>;
      readonly difference: string;
    }[];
  };
  readonly setAside: readonly JsonSetAside[];
  readonly imported: number;
  readonly planned: number;
  readonly skipped: number;
  readonly book: {
    readonly wallets: number;
    readonly sum: string;
    readonly opening: string;
    readonly drift: string;
    readonly differences: readonly {
      readonly owner: string;
      readonly wallet: string;
      readonly source: string;
      readonly book: string;
    }[];
  };
}

export interface JsonSetAside {
  readonly source: string;
  /** Of a file. */
  readonly line?: number;
  /** Of a table. */
  readonly row?: number;
  readonly owner: string | null;
  readonly reason: string;
}

/** A folder of the test file's own, and mappings of CSV files in it. */
export function useMappings() {
  const folder = mkdtempSync(join(tmpdir(), 'onebook-adoption-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const csv = (lines: readonly string[]): { type: 'csv'; file: string } => {
    files += 1;
    const file = join(folder, `${files}.csv`);
    writeFileSync(file, `${lines.join('\n')}\n`);
    return { type: 'csv', file };
  };
  const file = join(folder, 'mapping.yml');
  writeFileSync(file, 'currency: USD\n');
  return {
    folder,
    /** A source of balances with the columns owner and amount, or others. */
    source(name: string, lines: readonly string[], other: Partial<BalanceSource> = {}): Source {
      return {
        ...{ name, origin: csv(lines), owner: 'owner', amount: 'amount', where: {}, metadata: [] },
        ...{ currency: { constant: 'USD' }, wallet: { constant: 'main' }, unit: 'major' },
        ...other,
      };
    },
    /** A history with the columns owner, kind, status, amount, at and reference, whose words are the book's. */
    history(lines: readonly string[], other: Partial<HistoryMapping> = {}): HistoryMapping {
      const same = <T extends string>(words: readonly T[]) =>
        Object.fromEntries(words.map((word) => [word, word])) as Record<string, T>;
      return {
        origin: csv(['owner,kind,status,amount,at,reference', ...lines]),
        ...{ owner: 'owner', amount: 'amount', at: 'at', where: {}, unit: 'major' },
        ...{ pending: 'included', reference: 'reference', description: undefined },
        ...{ currency: { constant: 'USD' }, wallet: { constant: 'main' } },
        kind: {
          column: 'kind',
          map: same(['DEPOSIT', 'WITHDRAWAL', 'PURCHASE', 'EARNING', 'ADJUSTMENT']),
        },
        status: {
          column: 'status',
          map: same(['PENDING', 'COMPLETED', 'FAILED', 'CANCELLED']),
        },
        ...other,
      };
    },
    mapping(sources: readonly Source[], history?: HistoryMapping): Mapping {
      return { file, sources, history, adopt: { drop: [], keep: [] } };
    },
  };
}

/** Runs an import to its end. @returns its report as JSON */
export async function importInto(
  url: string,
  mapping: Mapping,
  options: Partial<ImportOptions> = {},
): Promise<JsonReport> {
  return runImport(
    {
      ...{ mapping, url, book: 'book', sessions: 2, dryRun: false },
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    },
    async (report) => {
      let json = '';
      await writeJson(report, async (text) => {
        json += text;
        return Promise.resolve();
      });
      return JSON.parse(json) as JsonReport;
    },
  );
}

/** The report of the only currency. */
export function onlyCurrency({ currencies }: JsonReport): JsonCurrency {
  const [only] = currencies;
  if (!only || currencies.length > 1)
    throw new Error(`${currencies.length} currencies instead of one`);
  return only;
}
