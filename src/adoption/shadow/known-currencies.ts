import type { Sql } from '../../reader/index.js';
import type { Mapping } from '../mapping/mapping.js';
import { refuseUnknownCurrencies } from '../mapping/unknown-currencies.js';

/** @param sql with the book on its search path @throws MappingError */
export async function refuseUnknownCurrenciesIn(sql: Sql, mapping: Mapping): Promise<void> {
  const rows = await sql.query<{ code: string }[]>('SELECT code FROM currency ORDER BY code');
  refuseUnknownCurrencies(
    mapping,
    rows.map(({ code }) => code),
  );
}
