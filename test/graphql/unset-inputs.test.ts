import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  coerceInputValue,
  getOperationAST,
  type GraphQLInputType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  parse,
  print,
} from 'graphql';
import { buildSchema } from '../../src/graphql/schema.js';
import { UnsetInputs } from '../../src/graphql/inputs/unset-inputs.js';
import { useBook } from '../support/book.js';
import { askers, contextsOn, moneyInput } from '../support/graphql.js';
import { type Answer, startTestServer, type TestServer, tokenFor } from '../support/http-server.js';

// Typed clients such as genqlient send "" for an optional text that their program leaves out.

const schema = buildSchema();
const unset = new UnsetInputs(schema);

/** What an empty text is: as good as not given, malformed, or for the resolver to refuse. */
type Decisions = Readonly<Record<string, 'unset' | 'malformed' | 'refused'>>;

const REMARKS: Decisions = { reference: 'unset', description: 'unset', metadata: 'malformed' };
const PAGE: Decisions = { first: 'malformed', after: 'unset', last: 'malformed', before: 'unset' };
const FILTER: Decisions = {
  kinds: 'malformed',
  statuses: 'malformed',
  from: 'unset',
  to: 'unset',
  reference: 'unset',
  metadata: 'malformed',
  amount: 'malformed',
  text: 'unset',
  initiatedBy: 'unset',
  effectiveFrom: 'unset',
  effectiveTo: 'unset',
  splitLabel: 'unset',
};

/**
 * Every optional argument and input field of the API, and what an empty text is there: as good as not given, or malformed,
 * because no text can stand there. A number that is left out is null or absent: 0 is a number, and `first: 0` is refused.
 */
const DECISIONS: Readonly<Record<string, Decisions>> = {
  AdjustBalanceInput: { effectiveAt: 'unset' },
  ProposeRepairInput: { findingId: 'unset' },
  AmountFilter: { min: 'unset', max: 'unset' },
  'BalancePart.transactions': PAGE,
  CancelPurchaseInput: { reason: 'unset' },
  CancelWithdrawalInput: { reason: 'unset' },
  CompletePurchaseInput: { amount: 'malformed' },
  DepositInput: { splits: 'malformed', ...REMARKS, effectiveAt: 'unset' },
  DistributeEarningsInput: { memo: 'unset' },
  FailDepositInput: { onlyIfPending: 'malformed' },
  FailPurchaseInput: { onlyIfPending: 'malformed' },
  FindingFilter: { codes: 'malformed' },
  InitiateDepositInput: REMARKS,
  OpenWalletInput: { name: 'unset', metadata: 'malformed' },
  PostInput: { ...REMARKS, effectiveAt: 'unset' },
  PostingLeg: { walletId: 'unset', systemAccount: 'unset' },
  PurchaseInput: { splits: 'malformed', expiresInSeconds: 'malformed', ...REMARKS },
  'Query.payee': { name: 'unset' },
  DriftFilter: { ownerId: 'unset', currency: 'unset', open: 'malformed' },
  'Query.drift': { filter: 'malformed', ...PAGE },
  'Query.reconciliations': PAGE,
  EventFilter: { types: 'refused', walletId: 'unset' },
  'Query.events': { filter: 'malformed', ...PAGE },
  AuditFilter: {
    ...{ actor: 'unset', walletId: 'unset', transactionId: 'unset', movement: 'unset' },
    ...{ outcome: 'unset', from: 'unset', to: 'unset' },
  },
  'Query.auditLog': { filter: 'malformed', ...PAGE },
  'Query.reports': { filter: 'malformed', ...PAGE },
  ReportFilter: { period: 'unset' },
  'Query.schedules': PAGE,
  'Schedule.runs': PAGE,
  'Query.monitors': PAGE,
  'Query.alerts': { filter: 'malformed', ...PAGE },
  AlertFilter: { status: 'unset', monitorId: 'unset', walletId: 'unset' },
  CreateMonitorInput: { walletId: 'unset', amount: 'malformed', seconds: 'malformed' },
  AcknowledgeAlertInput: { note: 'unset' },
  'Query.webhooks': PAGE,
  'Webhook.deliveries': { status: 'unset', ...PAGE },
  'Reconciliation.findings': { filter: 'malformed', ...PAGE },
  'Query.transactions': { filter: 'malformed', ...PAGE },
  'Query.treasuries': { at: 'unset' },
  'Query.treasury': { at: 'unset' },
  'Query.treasuryReport': { currency: 'unset', timeZone: 'unset' },
  'Query.wallets': { filter: 'malformed', ...PAGE },
  QuoteExchangeInput: { expiresInSeconds: 'malformed' },
  RequestWithdrawalInput: {
    ...{ splits: 'malformed', destination: 'unset', expiresInSeconds: 'malformed' },
    ...REMARKS,
  },
  AlertChannelInput: { email: 'unset', webhookId: 'unset' },
  CreateWebhookInput: { types: 'refused', selection: 'unset', description: 'unset' },
  ReplayWebhookInput: { from: 'unset', deliveryIds: 'refused' },
  ScheduleTransactionInput: { at: 'unset', cron: 'unset', timeZone: 'unset', until: 'unset' },
  SetWalletDisplayNameInput: { displayName: 'unset' },
  Split: { toWalletId: 'unset', toSystemAccount: 'unset' },
  'Wallet.findings': PAGE,
  'Subscription.walletChanges': { filter: 'malformed' },
  'Subscription.eventAdded': { after: 'unset', filter: 'malformed' },
  TransactionFilter: FILTER,
  TransactionSearch: { ...FILTER, walletId: 'unset', ownerId: 'unset' },
  TransferInput: { splits: 'malformed', ...REMARKS, shareMetadata: 'malformed' },
  TransferLine: { splits: 'malformed', ...REMARKS, shareMetadata: 'malformed' },
  TransferManyInput: { atomic: 'malformed' },
  'Wallet.balance': { at: 'unset' },
  'Wallet.entries': PAGE,
  'Wallet.explain': { at: 'unset' },
  'Statement.lines': PAGE,
  'Wallet.statement': { timeZone: 'unset' },
  'Wallet.history': { orderBy: 'unset', ...PAGE },
  'Wallet.transactions': { ...PAGE, filter: 'malformed' },
  WalletChangesFilter: { ownerId: 'unset', currency: 'unset' },
  WalletFilter: {
    ...{ ownerId: 'unset', currency: 'unset', name: 'unset', metadata: 'malformed' },
    status: 'unset',
  },
};

/** Every optional argument and input field of the schema, with its type. */
function optionalInputs(): { of: string; name: string; type: GraphQLInputType }[] {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  const inputs = types.flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields()).map((field) => ({ of: type.name, ...field }));
    if (!isObjectType(type)) return [];
    return Object.values(type.getFields()).flatMap((field) =>
      field.args.map((arg) => ({ of: `${type.name}.${field.name}`, ...arg })),
    );
  });
  return inputs.filter(({ type }) => !isNonNullType(type));
}

function cleaned(type: string, value: unknown): unknown {
  const operation = getOperationAST(parse(`query ($value: ${type}) { __typename }`))!;
  return unset.inVariables(operation, { value, other: '' });
}

describe('an empty text for an optional input counts as not given', () => {
  test('the table decides about every optional argument and input field', () => {
    const names: Record<string, string[]> = {};
    for (const { of, name } of optionalInputs()) names[of] = [...(names[of] ?? []), name].sort();
    const decided = Object.entries(DECISIONS).map(([of, inputs]) => [
      of,
      Object.keys(inputs).sort(),
    ]);
    expect(Object.fromEntries(decided)).toEqual(names);
  });

  test.each(
    optionalInputs().map(({ of, name, type }) => [`${of} ${name}`, of, name, type] as const),
  )('%s is as the table says, in a variable and in the document', (_, of, name, type) => {
    const isUnset = DECISIONS[of]?.[name] === 'unset';
    const ofField = of.includes('.');
    const kept = { value: ofField ? '' : { [name]: '' }, other: '' };
    const left = ofField ? { other: '' } : { value: {}, other: '' };
    expect(cleaned(ofField ? String(type) : of, ofField ? '' : { [name]: '' })).toEqual(
      isUnset ? left : kept,
    );
    if (DECISIONS[of]?.[name] === 'malformed') {
      const faults: string[] = [];
      coerceInputValue('', type, (path, value, error) => faults.push(error.message));
      expect(faults).not.toEqual([]);
    }
    const [parent = '', field = ''] = of.split('.');
    const literal = ofField
      ? `fragment F on ${parent} { ${field}(${name}: "") { __typename } }`
      : `query ($value: ${of} = { ${name}: "" }) { __typename }`;
    const document = print(unset.inDocument(parse(literal)));
    expect(document.includes(`${name}: ""`)).toBe(!isUnset);
  });

  test('an empty text stays where a text is required, in a list and for what is no text', () => {
    const input = { ownerId: '', currency: '', name: '', idempotencyKey: '' };
    expect(cleaned('OpenWalletInput', input)).toEqual({
      value: { ownerId: '', currency: '', idempotencyKey: '' },
      other: '',
    });
    expect(cleaned('String!', '')).toEqual({ value: '', other: '' });
    expect(cleaned('[WalletStatus!]', [''])).toEqual({ value: [''], other: '' });
    expect(cleaned('Int', '')).toEqual({ value: '', other: '' });
  });

  test('an empty text is left out of each item of a list, and nothing else changes', () => {
    const lines = [{ reference: '' }, { reference: ' ' }, { reference: null }, 7, null];
    const value = { inputs: lines, atomic: false };
    expect(cleaned('TransferManyInput!', value)).toEqual({
      value: { inputs: [{}, { reference: ' ' }, { reference: null }, 7, null], atomic: false },
      other: '',
    });
    const same = { inputs: lines.slice(1) };
    const operation = getOperationAST(parse('query ($v: TransferManyInput) { __typename }'))!;
    const variables = { v: same };
    expect(unset.inVariables(operation, variables)).toBe(variables);
  });

  test.each(['ID = "wal_1"', 'ID = ""', 'String = null', 'CurrencyCode = "USD"'])(
    'a variable $value: %s stays as it was sent, because its default would take its place',
    (type) => {
      expect(cleaned(type, '')).toEqual({ value: '', other: '' });
      const document = parse(`query ($value: ${type}) { __typename }`);
      expect(unset.inDocument(document)).toEqual(document);
    },
  );

  test('an empty text is left out of an object that is sent for a variable with a default', () => {
    expect(cleaned('TransactionFilter = { reference: "a" }', { reference: '' })).toEqual({
      value: {},
      other: '',
    });
  });
});

describe('over HTTP', () => {
  const at = useBook();
  const { wallet } = askers(() => at.gateway.book);
  let server: TestServer;
  let token: string;
  beforeAll(async () => {
    server = await startTestServer({ schema, contextFor: contextsOn(at.gateway.book) });
    token = await tokenFor('admin', 'ADMIN');
  });
  afterAll(() => server.server.close());
  const ask = (document: string, variables: object = {}): Promise<Answer> =>
    server.graphql(document, { token, variables: { ...variables } });

  const DEPOSIT = `mutation ($input: DepositInput!) { deposit(input: $input) { __typename
    ... on DepositPayload { replayed transaction { reference description } } } }`;

  test('the same key with an empty text and without it is the same input', async () => {
    const amount = moneyInput('1');
    const input = { walletId: await wallet('ann'), amount, idempotencyKey: randomUUID() };
    const shown = (replayed: boolean) => ({
      deposit: {
        __typename: 'DepositPayload',
        replayed,
        transaction: { reference: null, description: null },
      },
    });
    const empty = { ...input, reference: '', description: '', effectiveAt: '' };
    expect((await ask(DEPOSIT, { input: empty })).data).toEqual(shown(false));
    expect((await ask(DEPOSIT, { input })).data).toEqual(shown(true));
    const literal = DEPOSIT.replace(
      'input: $input',
      'input: { walletId: $w, amount: $a, idempotencyKey: $k, reference: "", effectiveAt: "" }',
    ).replace('$input: DepositInput!', '$w: ID!, $a: MoneyInput!, $k: IdempotencyKey!');
    const parts = { w: input.walletId, a: amount, k: input.idempotencyKey };
    expect((await ask(literal, parts)).data).toEqual(shown(true));
    const named = { ...input, reference: 'x' };
    expect((await ask(DEPOSIT, { input: named })).data).toEqual({
      deposit: { __typename: 'IdempotencyConflict' },
    });
  });

  test('a payment to an empty wallet id is refused, and never goes to the default of its variable', async () => {
    const [from, to] = [await wallet('dan', '5'), await wallet('eli')];
    const input = 'fromWalletId: $f, toWalletId: $to, amount: $a, idempotencyKey: $k';
    const { code, errors } = await ask(
      `mutation ($to: ID = "${to}", $f: ID!, $a: MoneyInput!, $k: IdempotencyKey!) {
         transfer(input: { ${input} }) { __typename } }`,
      { to: '', f: from, a: moneyInput('1'), k: randomUUID() },
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(/toWalletId: ""/);
    const balances = 'query ($id: ID!) { wallet(id: $id) { balance { available { amount } } } }';
    expect((await ask(balances, { id: to })).data).toEqual({
      wallet: { balance: { available: { amount: '0.00' } } },
    });
  });

  test.each(['', 'wal_'])(
    'a variable with the default "%s" can stand for a required id',
    async (text) => {
      const id = await wallet('fay');
      const query = `query ($id: ID = "${text}") { wallet(id: $id) { id } }`;
      expect((await ask(query, { id })).data).toEqual({ wallet: { id } });
      expect((await ask(query, { id: '' })).code).toBe('BAD_USER_INPUT');
    },
  );

  test('a filter and a page of empty texts read the whole list', async () => {
    const query = `query ($filter: WalletFilter, $after: String, $before: String, $order: HistoryOrder) {
      wallets(filter: $filter, first: 1, after: $after, before: $before) {
        edges { node { history(orderBy: $order) { edges { cursor } } balance(at: "") { version } } } } }`;
    const filter = { ownerId: '', currency: '', name: '', status: '' };
    await wallet('ben', '1');
    const { data } = await ask(query, { filter, after: '', before: '', order: '' });
    expect(data).toMatchObject({
      wallets: { edges: [{ node: { history: { edges: [{}] }, balance: { version: 1 } } }] },
    });
  });

  test.each([
    ['an empty reason', 'freezeWallet', 'FreezeWalletInput', { reason: '' }, /reason is empty/],
    ['an empty wallet id', 'freezeWallet', 'FreezeWalletInput', { walletId: '' }, /walletId: ""/],
    ['an empty currency', 'openWallet', 'OpenWalletInput', { currency: '' }, /currency/i],
    ['an empty owner', 'openWallet', 'OpenWalletInput', { ownerId: '' }, /ownerId is empty/],
    [
      ...['an empty display name', 'setWalletDisplayName', 'SetWalletDisplayNameInput'],
      ...[{ displayName: '' }, /null to remove it/],
    ] as const,
    ['an empty key', 'openWallet', 'OpenWalletInput', { idempotencyKey: '' }, /idempotencyKey/],
  ])('%s is refused, because it is no value there', async (_, field, type, blank, message) => {
    const whole =
      type === 'OpenWalletInput'
        ? { ownerId: 'cem', currency: 'USD' }
        : { walletId: await wallet('cem'), ...(type === 'FreezeWalletInput' && { reason: 'why' }) };
    const input = { ...whole, idempotencyKey: randomUUID(), ...blank };
    const document = `mutation ($input: ${type}!) { ${field}(input: $input) { __typename } }`;
    const { code, errors } = await ask(document, { input });
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
  });

  test('a page of 0 items is refused, because 0 is a number and not left out', async () => {
    const { code, errors } = await ask(
      'query ($n: Int) { wallets(first: $n) { edges { cursor } } }',
      {
        n: 0,
      },
    );
    expect(code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toBe('first must be from 1 to 200.');
  });
});
