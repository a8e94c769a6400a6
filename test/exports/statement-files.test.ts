import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { validateXML } from 'xmllint-wasm';
import { fileExports } from '../../src/exports/index.js';
import { walletId as publicId } from '../../src/graphql/ids.js';
import { failDeposit, setWalletDisplayName, transfer } from '../../src/movements/index.js';
import { done, useBook } from '../support/book.js';
import { startTestServer, tokenFor, type TestServer } from '../support/http-server.js';
import { ADMIN, money, reason } from '../support/inputs.js';
import { readPdf } from './support/read-pdf.js';
import { askers } from '../support/graphql.js';

const at = useBook();
let server: TestServer;
let wallet: string;
let other: string;
let staff: string;

/** Texts that break a format which does not escape them. */
const HOSTILE = '=cmd|\'/c calc\'!A1, "quoted" <b>&amp;]]> \t \u0645\u0631\u062d\u0628\u0627';

beforeAll(async () => {
  server = await startTestServer({ fileExports: fileExports(() => at.gateway.book) });
  staff = await tokenFor('kim', 'AUDITOR');
  wallet = await at.gateway.wallet('ana', 'USD', '100.00');
  other = await at.gateway.wallet('=bob', 'USD');
  const { book } = at.gateway;
  const ana = { id: 'ana', roles: ['MEMBER'] } as const;
  await book.ledger.submit(
    setWalletDisplayName,
    { walletId: other, displayName: '-สมชาย & 王小明' },
    { id: '=bob', roles: ['MEMBER'] },
    'name',
  );
  await book.ledger.submit(
    transfer,
    {
      ...{ fromWalletId: wallet, toWalletId: other, amount: money('5.00', 'USD') },
      ...{ reference: `@${'r'.repeat(200)}`, description: HOSTILE },
    },
    ana,
    'pay',
  );
  const deposited = done(await at.gateway.deposit(wallet, '7.00', 'USD')).transactionId ?? '';
  await book.ledger.submit(failDeposit, { transactionId: deposited, reason }, ADMIN, 'fail');
});

afterAll(async () => {
  await server.server.close();
});

const YEAR = 'from=2020-01-01&to=2900-01-01';

async function file(
  format: string,
  { query = YEAR, token = staff, id = publicId(wallet) } = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(`${server.url}/statements/${id}.${format}?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  // `text()` would take the byte order mark away.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  return { status: response.status, text, headers: response.headers };
}

const codeOf = ({ text }: { text: string }): unknown =>
  (JSON.parse(text) as { errors: { extensions: { code: string }; message: string }[] }).errors[0];

describe('a statement is a file', () => {
  test('the CSV has the opening balance, each line and the closing balance, and amounts are numbers', async () => {
    const { status, text, headers } = await file('csv', { query: `${YEAR}&timeZone=Asia/Bangkok` });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="statement-wal_\w+-2020-01-01-20\d\d-\d\d-\d\d.csv"$/,
    );
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(text.startsWith('\ufeffrecord,')).toBe(true);
    const rows = parseCsv<Record<string, string>>(text, { columns: true, bom: true });
    expect(rows.map(({ record, amount, balance }) => [record, amount, balance])).toEqual([
      ['STATEMENT', '', ''],
      ['OPENING', '', '0.00'],
      ['LINE', '100.00', '100.00'],
      ['LINE', '-5.00', '95.00'],
      ['LINE', '7.00', '102.00'],
      ['LINE', '-7.00', '95.00'],
      ['CLOSING', '', '95.00'],
    ]);
    expect(rows[0]?.['description']).toContain('2020-01-01 00:00:00 to ');
    expect(rows[1]?.['at']).toBe('2019-12-31T17:00:00.000Z');
    expect(rows[5]).toMatchObject({ kind: 'DEPOSIT', status: 'FAILED' });
    expect(rows[3]?.['description']).toBe(`'${HOSTILE}`);
    expect(rows[3]?.['reference']?.startsWith("'@r")).toBe(true);
    expect(rows[3]?.['counterparty']).toBe("'-สมชาย & 王小明 (=bob)");
  });

  test('the JSON has the names of the API', async () => {
    const { text } = await file('json');
    const statement = JSON.parse(text) as Record<string, never>;
    expect(statement).toMatchObject({
      wallet: { id: publicId(wallet), ownerId: 'ana', name: 'main', currency: 'USD' },
      timeZone: 'UTC',
      opening: { total: { amount: '0.00', currency: 'USD' }, version: 0 },
      closing: { total: { amount: '95.00', currency: 'USD' }, version: 4 },
      totals: [
        { kind: 'DEPOSIT', count: 3, moneyIn: { amount: '107.00' }, moneyOut: { amount: '-7.00' } },
        { kind: 'TRANSFER', count: 1, moneyIn: { amount: '0.00' }, moneyOut: { amount: '-5.00' } },
      ],
    });
    const lines = statement['lines'] as unknown as Record<string, unknown>[];
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatchObject({ kind: 'TRANSFER', description: HOSTILE, status: 'COMPLETED' });
  });

  test('the files say what the API says', async () => {
    const { opening, closing, totals, from, to } = JSON.parse((await file('json')).text) as Record<
      string,
      unknown
    >;
    const { auditor } = askers(() => at.gateway.book);
    const { data } = await auditor.ask(
      `query ($id: ID!, $from: DateOrDateTime!, $to: DateOrDateTime!) { wallet(id: $id) { statement(from: $from, to: $to) {
        from to opening { ...All } closing { ...All } totals { kind count moneyIn { ...M } moneyOut { ...M } } } } }
       fragment M on Money { amount currency }
       fragment All on Balance { available { ...M } spendable { ...M } held { ...M } cash { ...M } credit { ...M } total { ...M } version }`,
      { id: publicId(wallet), from, to },
    );
    expect(JSON.parse(JSON.stringify(data))).toEqual({
      wallet: { statement: { from, to, opening, closing, totals } },
    });
  });

  test('the XML is valid camt.053 by its schema, whatever texts it carries', async () => {
    const { text, headers } = await file('xml', { query: `${YEAR}&timeZone=America/Caracas` });
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    const schema = readFileSync(
      new URL('../fixtures/camt.053.001.08.xsd', import.meta.url),
      'utf8',
    );
    const { valid, errors } = await validateXML({
      xml: [{ fileName: 'statement.xml', contents: text }],
      schema: [schema],
    });
    expect(errors).toEqual([]);
    expect(valid).toBe(true);
    expect(text).toContain('<Amt Ccy="USD">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>');
    expect(text).toContain('<RvslInd>true</RvslInd>');
    expect(text).toContain('-04:00</FrDtTm>');
    expect(text).toContain('&lt;b&gt;&amp;amp;]]&gt;');
  });

  test('the PDF is of the same statement', async () => {
    const response = await fetch(`${server.url}/statements/${publicId(wallet)}.pdf?${YEAR}`, {
      headers: { authorization: `Bearer ${staff}` },
    });
    expect(response.headers.get('content-type')).toBe('application/pdf');
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = JSON.stringify(pages);
    for (const shown of ['Account statement', '102.00', '95.00', 'สมชาย', '王小明'])
      expect(text).toContain(shown);
  });

  test('camt.053 refuses a currency that it does not know, before it writes anything', async () => {
    const coins = await at.gateway.wallet('collector', 'COIN', '5');
    const answer = await file('xml', { id: publicId(coins) });
    expect([answer.status, codeOf(answer)]).toMatchObject([
      400,
      { message: expect.stringContaining('camt.053 cannot carry COIN') },
    ]);
    expect((await file('csv', { id: publicId(coins) })).text).toContain(',5,5,COIN,');
  });
});

describe('a file is given to those who may see the wallet', () => {
  test('the owner gets the statement, and a stranger the same answer as for a missing wallet', async () => {
    const own = await file('json', { token: await tokenFor('ana', 'MEMBER') });
    expect(own.status).toBe(200);
    // The name that the other owner has set, and nothing else of them.
    expect(own.text).toContain('"counterparty":"-สมชาย & 王小明"');
    const token = await tokenFor('mallory', 'MEMBER');
    const foreign = await file('json', { token });
    const missing = await file('json', {
      token,
      id: publicId('01890000-0000-7000-8000-000000000000'),
    });
    expect([foreign.status, missing.status]).toEqual([404, 404]);
    expect(codeOf(foreign)).toMatchObject({ extensions: { code: 'WALLET_NOT_FOUND' } });
    const { message } = codeOf(foreign) as { message: string };
    expect(codeOf(missing)).toMatchObject({ message });
  });

  test('a file without a valid token is refused', async () => {
    const answer = await file('csv', { token: 'nonsense' });
    expect([answer.status, codeOf(answer)]).toMatchObject([
      401,
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });

  test.each([
    ['an unknown format', 'xls', YEAR, 404, 'Ask for /statements/'],
    ['the name of a property of objects', 'constructor', YEAR, 404, 'Ask for /statements/'],
    ['a missing end', 'csv', 'from=2020-01-01', 400, 'to is missing'],
    ['an end that is there twice', 'csv', `${YEAR}&to=2021-01-01`, 400, 'more than once'],
    ['an unknown argument', 'csv', `${YEAR}&tz=UTC`, 400, 'not from, to or timeZone'],
    ['a date that does not exist', 'csv', 'from=2021-02-30&to=2022-01-01', 400, 'does not exist'],
    ['no date', 'csv', 'from=yesterday&to=2022-01-01', 400, 'is not a date such as'],
    ['a period that is turned round', 'csv', 'from=2022-01-01&to=2021-01-01', 400, 'from must be'],
    ['an unknown zone', 'csv', `${YEAR}&timeZone=Mars/Base`, 400, 'is not a time zone'],
  ])('%s is refused with words', async (_, format, query, status, words) => {
    const answer = await file(format, { query });
    expect(answer.status).toBe(status);
    expect((codeOf(answer) as { message: string }).message).toContain(words);
  });

  test('a malformed id and another method are refused', async () => {
    expect((await file('csv', { id: 'wal_nonsense' })).status).toBe(400);
    const posted = await fetch(`${server.url}/statements/${publicId(wallet)}.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${staff}` },
    });
    expect([posted.status, posted.headers.get('allow')]).toEqual([405, 'GET']);
  });
});
