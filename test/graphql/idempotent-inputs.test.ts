import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import { ownRule } from '../../src/graphql/authorization/permissions.js';
import {
  alertId,
  findingId,
  monitorId,
  quoteId,
  scheduleId,
  transactionId,
  walletId,
  webhookId,
} from '../../src/graphql/ids.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { useBook } from '../support/book.js';
import { Asker } from '../support/graphql.js';

/*
 * All of this follows from the schema, so that no new mutation and no new field can be forgotten. Most inputs name
 * wallets and transactions that do not exist: a refusal is kept under its key like any other outcome.
 */

const at = useBook();
const schema = buildSchema();
const fields = Object.values(schema.getMutationType()!.getFields());
type Mutation = GraphQLField<unknown, unknown>;
type Input = Record<string, unknown>;

const inputOf = ({ args }: Mutation) => args.find(({ name }) => name === 'input');
const MUTATIONS = fields.filter(inputOf);

/** Two values of each type, as a client would send them. */
const SCALARS: Readonly<Record<string, readonly [unknown, unknown]>> = {
  Boolean: [true, false],
  CurrencyCode: ['USD', 'EUR'],
  DateTime: ['2030-01-01T00:00:00Z', '2030-01-01T00:00:00.001Z'],
  Decimal: ['1.50', '2.50'],
  Int: [7, 8],
  JSONObject: [{ order: 1 }, { order: '1' }],
  String: ['one', 'one '],
};
const IDS: Readonly<Record<string, readonly [string, string]>> = {
  ownerid: ['ann', 'ann-2'],
  subject: ['sue', 'sue-2'],
  walletid: [walletId(randomUUID()), walletId(randomUUID())],
  transactionid: [transactionId(randomUUID()), transactionId(randomUUID())],
  findingid: [findingId(randomUUID()), findingId(randomUUID())],
  quoteid: [quoteId(randomUUID()), quoteId(randomUUID())],
  scheduleid: [scheduleId(randomUUID()), scheduleId(randomUUID())],
  monitorid: [monitorId(randomUUID()), monitorId(randomUUID())],
  alertid: [alertId(randomUUID()), alertId(randomUUID())],
  webhookid: [webhookId(randomUUID()), webhookId(randomUUID())],
};

/** Inputs whose fields depend on each other: these tests name the wallet, one moment, and a bound. */
const EITHER: Readonly<
  Record<string, { readonly sent: readonly string[]; readonly unsent: readonly string[] }>
> = {
  Split: { sent: ['toWalletId'], unsent: ['toSystemAccount'] },
  ScheduleTransactionInput: { sent: ['at'], unsent: ['cron', 'timeZone', 'until'] },
  ReplayWebhookInput: { sent: ['from'], unsent: ['deliveryIds'] },
  PostingLeg: { sent: ['walletId'], unsent: ['systemAccount'] },
  CreateMonitorInput: { sent: ['walletId', 'amount'], unsent: ['seconds'] },
  AlertChannelInput: { sent: ['email'], unsent: ['webhookId'] },
};
/** A posting has two legs at least, on different accounts. */
const OTHER_LEG = {
  ...{ systemAccount: 'SALES', direction: 'DEBIT' },
  amount: { amount: '1.50', currency: 'USD' },
};

/** Two mutations that can be scheduled with the same inputs. */
const SCHEDULED = ['drawCredit', 'repayCredit'];
const SCHEDULED_INPUTS = ['1.50', '2.50'].map((amount) => ({
  ...{ walletId: walletId(randomUUID()), amount: { amount, currency: 'USD' } },
}));

/** Fields of webhooks whose texts have a form. */
const OF_WEBHOOKS: Readonly<Record<string, readonly [string, string]>> = {
  url: ['https://one.example/', 'https://two.example/'],
  types: ['wallet.opened', 'wallet.closed'],
  selection: ['{ id }', '{ type }'],
};

function fieldsOf(type: GraphQLInputObjectType): GraphQLInputField[] {
  const unsent = ['idempotencyKey', ...(EITHER[type.name]?.unsent ?? [])];
  return Object.values(type.getFields()).filter(({ name }) => !unsent.includes(name));
}

/** One of the two values of a field: `which` is 0 or 1. */
function valueOf(name: string, type: GraphQLInputType, which: 0 | 1): unknown {
  const plain = getNullableType(type);
  if (isListType(plain)) {
    const item = valueOf(name, plain.ofType, which);
    return getNamedType(type).name === 'PostingLeg' ? [item, OTHER_LEG] : [item];
  }
  if (isInputObjectType(plain))
    return Object.fromEntries(
      fieldsOf(plain).map((one) => [one.name, valueOf(one.name, one.type, which)]),
    );
  if (isEnumType(plain)) return plain.getValues()[which]?.name;
  // Names of currencies and system accounts are required and in capitals, those of wallets neither.
  if (name === 'name') return (isNonNullType(type) ? ['ONE', 'TWO'] : ['one', 'two'])[which];
  if (name === 'mutation') return SCHEDULED[which];
  if (name in OF_WEBHOOKS) return OF_WEBHOOKS[name]![which];
  if (name === 'input') return SCHEDULED_INPUTS[which];
  if (name === 'email') return ['one@example.com', 'two@example.com'][which];
  // No white space at an end.
  if (name === 'displayName') return ['one', 'two'][which];
  if (plain.name !== 'ID') return given(SCALARS[plain.name], plain.name)[which];
  const kind = Object.keys(IDS).find((one) => name.toLowerCase().endsWith(one)) ?? '';
  return given(IDS[kind], name)[which];
}

function given<T>(values: T | undefined, name: string): T {
  if (!values) throw new Error(`add two values for ${name} to this test`);
  return values;
}

/** A place in an input, such as `amount.currency` or `lines.0.walletId`, with its type. */
interface Place {
  readonly path: readonly string[];
  readonly type: GraphQLInputType;
  /** Whether it cannot be left out beside the others. */
  readonly isReceiver?: boolean;
}

/** Every field of an input but its key, also those of the objects and lists in it. */
function placesIn(
  type: GraphQLInputType,
  path: readonly string[] = [],
  isReceiver = false,
): Place[] {
  const plain = getNullableType(type);
  const own = path.length > 0 ? [{ path, type, isReceiver }] : [];
  if (isListType(plain)) return [...own, ...placesIn(plain.ofType, [...path, '0'])];
  if (!isInputObjectType(plain)) return own;
  const receiver = EITHER[plain.name]?.sent;
  const below = fieldsOf(plain).flatMap((one) =>
    placesIn(one.type, [...path, one.name], receiver?.includes(one.name)),
  );
  return [...own, ...below];
}

/** The input with one place changed; undefined takes the field away. */
function withValue(input: unknown, [first, ...rest]: readonly string[], value: unknown): unknown {
  if (first === undefined) return value;
  const copy = Array.isArray(input) ? [...(input as unknown[])] : { ...(input as object) };
  const part = (copy as Input)[first];
  (copy as Input)[first] = withValue(part, rest, value);
  return JSON.parse(JSON.stringify(copy));
}

function senderOf(mutation: Mutation): (input: unknown, key: string) => Promise<unknown> {
  const roles = ownRule(schema, mutation) ?? [];
  // Only members name wallets, their own.
  const naming = mutation.name === 'setWalletDisplayName';
  const role = naming ? 'MEMBER' : (roles.find((one) => one === 'ADMIN') ?? roles[0]!);
  const asker = new Asker(() => at.gateway.book, { id: 'caller', roles: [role] });
  const argument = inputOf(mutation)!;
  const document =
    `mutation ($input: ${String(argument.type)}) { ${mutation.name}(input: $input) ` +
    '{ __typename ... on UserError { code } } }';
  return (input, key) =>
    asker.run(document, { input: { ...(input as object), idempotencyKey: key } });
}

const CONFLICT = {
  __typename: 'IdempotencyConflict',
  code: 'IDEMPOTENCY_CONFLICT',
};
/** Whether the place can be left out. An item of a list cannot, and neither can a display name, which null removes. */
const isOptional = ({ path, type, isReceiver }: Place) =>
  !isNonNullType(type) && path.at(-1) !== 'displayName' && path.at(-1) !== '0' && !isReceiver;

describe('a key belongs to one input', () => {
  test('every mutation that writes takes an input with a key', () => {
    const without = fields.filter((field) => {
      const type = getNamedType(inputOf(field)?.type);
      return !isInputObjectType(type) || !('idempotencyKey' in type.getFields());
    });
    expect(without.map(({ name }) => name)).toEqual(['verifyIntegrity']);
  });

  test('any field changed under the key is a conflict, and the first input is replayed', async () => {
    for (const mutation of MUTATIONS) {
      const { type } = inputOf(mutation)!;
      const send = senderOf(mutation);
      const [input, key] = [valueOf('input', type, 0), randomUUID()];
      const first = await send(input, key);
      expect([mutation.name, first]).not.toEqual([mutation.name, CONFLICT]);
      const sent = changesOf(input, type);
      const outcomes: unknown[] = [];
      for (const [what, changed] of sent)
        outcomes.push([mutation.name, what, await send(changed, key)]);
      expect(outcomes).toEqual(sent.map(([what]) => [mutation.name, what, CONFLICT]));
      expect([mutation.name, await send(input, key)]).toEqual([mutation.name, first]);
    }
  });

  test('null, an empty object and a default mean the same as a field left out', async () => {
    for (const mutation of MUTATIONS) {
      const { type } = inputOf(mutation)!;
      const send = senderOf(mutation);
      for (const place of placesIn(type).filter(isOptional)) {
        const key = randomUUID();
        const without = withValue(valueOf('input', type, 0), place.path, undefined);
        const first = await send(without, key);
        for (const same of [null, ...sameAsAbsent(place)]) {
          const what = [mutation.name, ...place.path, same];
          expect([what, await send(withValue(without, place.path, same), key)]).toEqual([
            what,
            first,
          ]);
        }
      }
    }
  });

  test('a key belongs to one mutation, also if another takes the same input', async () => {
    const [transactionInput, key] = [{ transactionId: IDS['transactionid']![0] }, randomUUID()];
    const named = (name: string) => senderOf(fields.find((field) => field.name === name)!);
    const first = await named('confirmDeposit')(transactionInput, key);
    for (const other of ['approveWithdrawal', 'cancelWithdrawal', 'completePurchase'])
      expect(await named(other)(transactionInput, key)).toMatchObject(CONFLICT);
    expect(await named('confirmDeposit')(transactionInput, key)).toEqual(first);
  });
});

/** The name by which a place's value is chosen: that of its list for an item. */
function nameOf({ path }: Place): string {
  return path.findLast((part) => part !== '0') ?? '';
}

/** Inputs that differ from this one at one place: another value, none, or a list with its items twice. */
function changesOf(input: unknown, type: GraphQLInputType): (readonly [what: string, unknown])[] {
  return placesIn(type).flatMap((place) => {
    const name = place.path.join('.');
    const other = valueOf(nameOf(place), place.type, 1);
    const isList =
      isListType(getNullableType(place.type)) && getNamedType(place.type).name !== 'PostingLeg';
    return [
      [`${name} changed`, withValue(input, place.path, other)] as const,
      ...(isOptional(place)
        ? [[`${name} left out`, withValue(input, place.path, undefined)] as const]
        : []),
      ...(isList ? [[`${name} twice`, doubled(input, place.path)] as const] : []),
    ];
  });
}

function doubled(input: unknown, path: readonly string[]): unknown {
  const list = path.reduce<unknown>((part, name) => (part as Input)[name], input) as unknown[];
  return withValue(input, path, [...list, ...list]);
}

/** Values, besides null, that mean the same as none. */
function sameAsAbsent({ path, type }: Place): unknown[] {
  if (getNamedType(type).name === 'JSONObject') return [{}];
  if (path.at(-1) === 'atomic') return [false];
  if (path.at(-1) === 'splits') return [[]];
  return [];
}
