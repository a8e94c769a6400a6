import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { loadDemo } from '../../src/demo/demo.js';
import { done, useBook } from '../support/book.js';
import { askers } from '../support/graphql.js';
import { ADMIN } from '../support/inputs.js';
import { rowVersionsOf } from '../support/row-versions.js';
import { createSystemAccount } from '../../src/movements/index.js';

const at = useBook();
const { admin, member } = askers(() => at.gateway.book);

beforeAll(async () => {
  // The operator has an account of a name that the demo uses.
  const fees = { name: 'FEES', description: 'Fees of this operator' };
  const { book } = at.gateway;
  done(await book.ledger.submit(createSystemAccount, fees, ADMIN, 'fees'));
  await loadDemo(book);
});

test('the demo keeps a system account that the operator has made under one of its names', async () => {
  const accounts = await admin.run('{ systemAccounts { name description } }');
  expect(accounts).toEqual(
    expect.arrayContaining([
      { name: 'FEES', description: 'Fees of this operator' },
      { name: 'VAT', description: 'VAT that is owed to the tax office' },
    ]),
  );
});

interface Named {
  readonly name: string;
  readonly balance: unknown;
}

test('every cent that the buyer of the demo paid in is on an account of its shop', async () => {
  const { data } = await admin.ask(
    `{ treasury(currency: "EUR") {
      memberTotal { amount } systemAccounts { name balance { amount } } sumOfAllAccounts { amount } } }`,
  );
  const { systemAccounts, ...sums } = data['treasury'] as unknown as { systemAccounts: Named[] };
  expect(sums).toEqual({
    memberTotal: { amount: '342.25' },
    sumOfAllAccounts: { amount: '0.00' },
  });
  expect(systemAccounts).toEqual([
    { name: 'EXTERNAL', balance: { amount: '-360.00' } },
    ...['SALES', 'BONUSES', 'EARNINGS', 'COMMISSIONS', 'ADJUSTMENTS', 'OPENING', 'EXCHANGE'].map(
      (name) => ({ name, balance: { amount: '0.00' } }),
    ),
    { name: 'FEES', balance: { amount: '10.25' } },
    { name: 'VAT', balance: { amount: '7.50' } },
  ]);
});

test.each([
  ['erin', ['main 115.00']],
  ['dave', ['main 99.00', 'shop 128.25']],
])(
  '%s of the demo has what the purchases, the payout and the settlement leave',
  async (id, has) => {
    const { wallets } = await member(id).run(
      '{ viewer { wallets { name balance { available { amount } } } } }',
    );
    const balances = (wallets as unknown as { name: string; balance: Available }[]).map(
      ({ name, balance }) => `${name} ${balance.available.amount}`,
    );
    expect(balances.sort()).toEqual(has);
  },
);

interface Available {
  readonly available: { readonly amount: string };
}

test('the purchases of the demo show what their receivers gave back', async () => {
  const { edges } = await admin.run(
    `{ transactions(filter: { splitLabel: "vat" }) { edges { node {
      description status ... on Purchase { captured { amount } refunded { amount } }
      splits { label amount { amount } takenBack { amount } } } } } }`,
  );
  const parts = (...all: [label: string, amount: string, takenBack: string][]) =>
    all.map(([label, amount, takenBack]) => ({
      ...{ label, amount: { amount }, takenBack: { amount: takenBack } },
    }));
  const bought = (description: string, captured: string, refunded: string, splits: unknown) => ({
    node: {
      ...{ description, status: 'COMPLETED', captured: { amount: captured } },
      ...{ refunded: { amount: refunded }, splits },
    },
  });
  expect(edges).toEqual([
    bought(
      'Four cushions',
      '60.00',
      '15.00',
      parts(['vat', '10.00', '2.50'], ['fee', '3.00', '0.75'], ['merchant', '47.00', '11.75']),
    ),
    bought(
      'Two chairs',
      '120.00',
      '0.00',
      parts(['vat', '40.00', '20.00'], ['fee', '12.00', '6.00'], ['merchant', '188.00', '94.00']),
    ),
    bought(
      'Desk lamp',
      '120.00',
      '0.00',
      parts(['vat', '20.00', '0.00'], ['fee', '6.00', '0.00'], ['merchant', '94.00', '0.00']),
    ),
  ]);
});

test('loading the demo again writes nothing', async () => {
  const versions = await rowVersionsOf(at.owner);
  const before = await versions();
  await loadDemo(at.gateway.book);
  expect(await versions()).toEqual(before);
});

test.each(['README.md', 'docs/operations.md'])(
  '%s states as many entries and wallets as the demo has',
  async (file) => {
    const { checkedEntries, checkedWallets } = await at.gateway.book.verify();
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    const stated = text.match(/The book is correct: .*/g) ?? [];
    expect(new Set(stated)).toEqual(
      new Set([
        `The book is correct: ${checkedEntries} entries and ${checkedWallets} wallets checked.`,
      ]),
    );
  },
);
