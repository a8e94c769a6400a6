import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  buildClientSchema,
  buildSchema as schemaOf,
  getNamedType,
  introspectionFromSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isNullableType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  parse,
  printSchema,
  validate,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLScalarType,
} from 'graphql';
import { PAYLOAD_KINDS, REFUSAL_TYPES } from '../../src/graphql/payloads.js';
import { checkRules, ownRule } from '../../src/graphql/authorization/permissions.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { ROLES } from '../../src/domain/viewer.js';
import {
  KINDS,
  PHASES,
  REFUSAL_CODES,
  TRANSACTION_KINDS,
  TRANSACTION_STATUSES,
  WALLET_STATUSES,
} from '../../src/domain/index.js';

const schema = buildSchema();
const ROOTS = ['Query', 'Mutation', 'Subscription'];
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

/** Everything in a type that can be described, by name. */
function described(type: GraphQLNamedType): [string, string | null | undefined][] {
  const own: [string, string | null | undefined][] = [[type.name, type.description]];
  if (isEnumType(type))
    return [...own, ...type.getValues().map((v) => pair(`${type.name}.${v.name}`, v))];
  if (isInputObjectType(type))
    return [
      ...own,
      ...Object.values(type.getFields()).map((f) => pair(`${type.name}.${f.name}`, f)),
    ];
  if (!isObjectType(type) && !isInterfaceType(type)) return own;
  const fields = Object.values(type.getFields()).flatMap((field) => [
    pair(`${type.name}.${field.name}`, field),
    ...field.args.map((arg) => pair(`${type.name}.${field.name}(${arg.name}:)`, arg)),
  ]);
  return [...own, ...fields];
}

function pair(
  name: string,
  thing: { description?: string | null | undefined },
): [string, string | null | undefined] {
  return [name, thing.description];
}

function rulesOf(type: GraphQLObjectType | null | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.values(type?.getFields() ?? {}).map((field) => [
      field.name,
      (ownRule(schema, field) ?? []).join(' '),
    ]),
  );
}

describe('the SDL agrees with the code', () => {
  test('the SDL describes every type, field, argument, input field and enum value', () => {
    const all = types.flatMap(described);
    expect(all.length).toBeGreaterThan(250);
    const bare = all.filter(([, text]) => !text?.trim()).map(([name]) => name);
    expect(bare).toEqual([]);
  });

  test.each([
    ['Role', ROLES],
    ['RefusalCode', REFUSAL_CODES],
    ['EntryPhase', PHASES],
    ['WalletStatus', WALLET_STATUSES],
    ['TransactionKind', TRANSACTION_KINDS],
    ['TransactionStatus', TRANSACTION_STATUSES],
  ])('the enum %s has the words of the code', (name, words) => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`${name} is no enum`);
    expect(type.getValues().map((value) => value.name)).toEqual(words);
  });

  test('the SDL has a UserError type for every refusal, and no other', () => {
    const type = schema.getType('UserError');
    if (!isInterfaceType(type)) throw new Error('UserError is no interface');
    const names = schema.getPossibleTypes(type).map((possible) => possible.name);
    expect(names.sort()).toEqual(Object.values(REFUSAL_TYPES).sort());
  });

  test('clients read in the description of every root field which roles may use it, and that of types that not all may see', () => {
    const shown = buildClientSchema(introspectionFromSchema(schema));
    const rolesIn = (text: string | null | undefined) =>
      /(?:^|\n\n)Roles: ([A-Z, ]+)\.$/.exec(text ?? '')?.[1]?.split(', ') ?? [];
    for (const root of ROOTS) {
      const fields = (shown.getType(root) as GraphQLObjectType).getFields();
      const described = Object.values(fields).map((f) => [
        f.name,
        rolesIn(f.description).join(' '),
      ]);
      expect(Object.fromEntries(described)).toEqual(
        rulesOf(schema.getType(root) as GraphQLObjectType),
      );
    }
    const ofType = (name: string) => rolesIn(shown.getType(name)?.description);
    expect(ofType('Treasury')).toEqual(['ADMIN', 'AUDITOR']);
    expect(ofType('TransferPayload')).toEqual(['MEMBER', 'ADMIN', 'SERVICE']);
    expect(ofType('Wallet')).toEqual([]);
    for (const print of [printSchema, printSchemaWithDirectives])
      expect(print(schema)).toContain('\n  Roles: CASHIER, ADMIN.\n');
  });

  test('every payload that names a transaction has the type of the one kind that its mutation makes', () => {
    const type = schema.getType('TransactionPayload');
    if (!isInterfaceType(type)) throw new Error('TransactionPayload is no interface');
    const named = schema.getPossibleTypes(type).map((payload) => {
      const field = payload.getFields()['transaction'];
      return [payload.name, field && getNamedType(field.type).name];
    });
    const kinds = Object.entries(PAYLOAD_KINDS).map(([name, kind]) => [name, KINDS[kind].type]);
    expect(Object.fromEntries(named)).toEqual(Object.fromEntries(kinds));
    expect(named).toHaveLength(26);
  });

  test('every mutation that writes has a key, and returns a union of one payload and refusals', () => {
    const refusals: readonly string[] = Object.values(REFUSAL_TYPES);
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      if (field.name === 'verifyIntegrity') continue;
      const result = getNamedType(field.type);
      if (!isUnionType(result)) throw new Error(`${field.name} returns no union`);
      const members = result.getTypes().map((type) => type.name);
      expect(members.filter((name) => !refusals.includes(name))).toHaveLength(1);
      expect(members).toContain('IdempotencyConflict');
      const input = schema.getType(`${result.name.slice(0, -'Result'.length)}Input`);
      if (!isInputObjectType(input)) throw new Error(`${field.name} takes no input of its own`);
      expect(String(input.getFields()['idempotencyKey']?.type)).toBe('IdempotencyKey!');
    }
  });

  test('every mutation is nullable, so an error at one keeps the answers of the others', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.length).toBeGreaterThan(0);
    expect(mutations.filter((field) => !isNullableType(field.type))).toEqual([]);
  });

  // checkMutationSelection knows how each of them can fail, and refuses it before the mutation is executed.
  test('the SDL has only those arguments below the roots that a mutation’s answer can handle', () => {
    const below = types
      .filter((type) => isObjectType(type) || isInterfaceType(type))
      .filter((type) => !ROOTS.includes(type.name))
      .flatMap((type) => Object.values(type.getFields()).flatMap((field) => field.args));
    const names = new Set(below.map((arg) => arg.name));
    expect([...names].sort()).toEqual([
      'after',
      'at',
      'before',
      'filter',
      'first',
      'from',
      'last',
      'orderBy',
      'status',
      'timeZone',
      'to',
    ]);
  });

  test('the SDL says where its scalars are specified', () => {
    const scalar = (name: string) => schema.getType(name) as GraphQLScalarType;
    expect(scalar('DateTime').specifiedByURL).toContain('rfc3339');
    expect(scalar('DateTime').parseValue('2026-01-01T00:00:00Z')).toBeInstanceOf(Date);
  });

  test('the documents of clients are valid against the SDL', () => {
    const file = new URL('../fixtures/acceptance-operations.graphql', import.meta.url);
    const document = parse(readFileSync(file, 'utf8'));
    expect(document.definitions.length).toBeGreaterThan(35);
    expect(validate(schema, document).map((error) => error.message)).toEqual([]);
  });
});

describe('@may stands on every query, mutation and object type', () => {
  const ALL = ROLES.join(' ');

  test('every query has its roles in @may', () => {
    expect(rulesOf(schema.getQueryType())).toEqual({
      viewer: ALL,
      schedules: 'CASHIER ADMIN AUDITOR SERVICE',
      monitors: 'CASHIER ADMIN AUDITOR',
      alerts: 'CASHIER ADMIN AUDITOR',
      reports: 'ADMIN AUDITOR',
      webhooks: 'ADMIN AUDITOR',
      reconciliation: 'ADMIN AUDITOR',
      reconciliations: 'ADMIN AUDITOR',
      events: 'CASHIER ADMIN AUDITOR SERVICE',
      auditLog: 'ADMIN AUDITOR',
      drift: 'CASHIER ADMIN AUDITOR',
      node: ALL,
      wallet: ALL,
      payee: 'MEMBER CASHIER ADMIN AUDITOR SERVICE',
      wallets: ALL,
      transaction: ALL,
      transactions: ALL,
      exchangeQuote: ALL,
      currencies: ALL,
      currency: ALL,
      systemAccounts: 'CASHIER ADMIN AUDITOR SERVICE',
      treasury: 'ADMIN AUDITOR',
      treasuries: 'ADMIN AUDITOR',
      treasuryReport: 'ADMIN AUDITOR',
      monitoring: 'CASHIER ADMIN AUDITOR',
    });
  });

  test('every mutation has its roles in @may', () => {
    expect(rulesOf(schema.getMutationType())).toEqual({
      openWallet: 'MEMBER CASHIER ADMIN SERVICE',
      deposit: 'CASHIER ADMIN SERVICE',
      initiateDeposit: 'MEMBER CASHIER ADMIN SERVICE',
      confirmDeposit: 'CASHIER ADMIN SERVICE',
      failDeposit: 'CASHIER ADMIN SERVICE',
      requestWithdrawal: 'MEMBER ADMIN SERVICE',
      approveWithdrawal: 'CASHIER ADMIN',
      rejectWithdrawal: 'CASHIER ADMIN',
      cancelWithdrawal: 'MEMBER ADMIN SERVICE',
      purchase: 'MEMBER ADMIN SERVICE',
      completePurchase: 'CASHIER ADMIN SERVICE',
      failPurchase: 'CASHIER ADMIN SERVICE',
      cancelPurchase: 'MEMBER ADMIN SERVICE',
      refundPurchase: 'CASHIER ADMIN SERVICE',
      transfer: 'MEMBER ADMIN SERVICE',
      transferMany: 'MEMBER ADMIN SERVICE',
      quoteExchange: 'ADMIN SERVICE',
      exchange: 'MEMBER ADMIN SERVICE',
      claimDailyBonus: 'MEMBER ADMIN SERVICE',
      payReferralCommission: 'ADMIN SERVICE',
      distributeEarnings: 'ADMIN SERVICE',
      setCreditLine: 'ADMIN',
      drawCredit: 'MEMBER ADMIN SERVICE',
      repayCredit: 'MEMBER ADMIN SERVICE',
      adjustBalance: 'ADMIN',
      proposeRepair: 'CASHIER ADMIN',
      approveRepair: 'ADMIN',
      rejectRepair: 'CASHIER ADMIN',
      post: 'ADMIN SERVICE',
      reverseTransaction: 'ADMIN',
      setWalletMetadata: 'MEMBER CASHIER ADMIN SERVICE',
      setWalletDisplayName: 'MEMBER CASHIER ADMIN SERVICE',
      freezeWallet: 'CASHIER ADMIN',
      unfreezeWallet: 'CASHIER ADMIN',
      closeWallet: 'ADMIN',
      createCurrency: 'ADMIN',
      createSystemAccount: 'ADMIN',
      scheduleTransaction: 'ADMIN SERVICE',
      eraseOwner: 'ADMIN',
      pauseSchedule: 'ADMIN SERVICE',
      resumeSchedule: 'ADMIN SERVICE',
      cancelSchedule: 'ADMIN SERVICE',
      createMonitor: 'ADMIN',
      pauseMonitor: 'ADMIN',
      resumeMonitor: 'ADMIN',
      deleteMonitor: 'ADMIN',
      acknowledgeAlert: 'CASHIER ADMIN',
      createWebhook: 'ADMIN',
      pauseWebhook: 'ADMIN',
      resumeWebhook: 'ADMIN',
      rotateWebhookSecret: 'ADMIN',
      testWebhook: 'ADMIN',
      replayWebhook: 'ADMIN',
      deleteWebhook: 'ADMIN',
      runReconciliation: 'ADMIN',
      revokeTokens: 'ADMIN',
      verifyIntegrity: 'ADMIN AUDITOR',
    });
  });

  test('every object type has a @may', () => {
    const objects = types.filter(isObjectType).filter((type) => !ROOTS.includes(type.name));
    expect(objects.length).toBeGreaterThan(30);
    expect(objects.filter((type) => !ownRule(schema, type)).map((type) => type.name)).toEqual([]);
  });

  const DIRECTIVE = `
    enum Role { MEMBER ADMIN }
    directive @may(roles: [Role!]!) on OBJECT | FIELD_DEFINITION
  `;

  test.each([
    ['Query.a has no @may', `type Query { a: Int }`],
    [
      'Mutation.b has no @may',
      `type Query { a: Int @may(roles: [ADMIN]) } type Mutation { b: Int }`,
    ],
    ['Query.a has no @may', `type Query @may(roles: [ADMIN]) { a: Int }`],
    ['Thing.x has no @may', `type Query { a: Int @may(roles: [ADMIN]) } type Thing { x: Int }`],
    [
      'Query.a lets MEMBER see Secret',
      `type Query { a: [Secret!] @may(roles: [MEMBER, ADMIN]) } type Secret @may(roles: [ADMIN]) { x: Int }`,
    ],
    [
      'Thing.s lets MEMBER see Secret',
      `type Query { a: Thing @may(roles: [MEMBER]) }
       type Thing @may(roles: [MEMBER]) { s: Either }
       union Either = Secret | Thing
       type Secret @may(roles: [ADMIN]) { x: Int }`,
    ],
  ])('checkRules refuses a schema in which %s', (fault, sdl) => {
    expect(() => checkRules(schemaOf(DIRECTIVE + sdl))).toThrow(fault);
  });

  test('checkRules accepts a field with fewer roles than its type', () => {
    const sdl = `
      type Query { a: Thing @may(roles: [MEMBER, ADMIN]) }
      type Thing @may(roles: [MEMBER, ADMIN]) { s: Secret @may(roles: [ADMIN]) }
      type Secret @may(roles: [ADMIN]) { x: Int }`;
    expect(() => checkRules(schemaOf(DIRECTIVE + sdl))).not.toThrow();
  });
});
