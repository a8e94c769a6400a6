import {
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  parse,
} from 'graphql';
import { hasRole, type Viewer } from '../../domain/index.js';
import {
  type DeclaredMovement,
  isSchedulable,
  MUTATIONS,
  type MutationName,
  SCHEDULABLE,
} from '../../movements/index.js';
import { ownRule } from '../authorization/permissions.js';
import { badInput, forbidden } from '../errors.js';
import { capitalized } from '../payloads.js';
import { type InputMutation, MUTATION_INPUTS } from './mutation-inputs.js';
import { quoteInput } from './quote-input.js';
import { UnsetInputs } from './unset-inputs.js';

/** A mutation and its input, as a schedule keeps them. */
export interface ScheduledMutation {
  readonly mutation: string;
  /** As a client sends it, without a key. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A movement, and its input in the form that the movement takes. */
export interface ReadMutation {
  readonly movement: DeclaredMovement<unknown>;
  readonly input: unknown;
}

/** Stands in the place of the key that a run will have. */
const ANY_KEY = 'schedule';

/**
 * Reads a mutation's input as the gateway reads it from a request with this mutation and the variable `$input`.
 * @throws GraphQLError BAD_USER_INPUT for what cannot be scheduled or is malformed, FORBIDDEN for a caller whose roles do
 * not allow the mutation
 */
export function readScheduled(
  schema: GraphQLSchema,
  { mutation, input }: ScheduledMutation,
  caller: Viewer,
): ReadMutation {
  if (!isSchedulable(mutation))
    throw badInput(
      `mutation: ${quoteInput(mutation)} cannot be scheduled. Send a mutation that makes a transaction: ${SCHEDULABLE.join(', ')}.`,
    );
  refuseUnlessAllowed(schema, mutation, caller);
  if ('idempotencyKey' in input)
    throw badInput('input: remove idempotencyKey. Each run has a key of its own.');
  if (!(mutation in MUTATION_INPUTS)) throw new Error(`${mutation} cannot be scheduled`);
  const read = MUTATION_INPUTS[mutation as InputMutation] as (
    input: unknown,
    context: { readonly caller: Viewer },
  ) => unknown;
  return {
    movement: MUTATIONS[mutation].movement,
    input: read(coerced(schema, mutation, input), { caller }),
  };
}

function refuseUnlessAllowed(schema: GraphQLSchema, mutation: MutationName, caller: Viewer): void {
  const field = schema.getMutationType()?.getFields()[mutation];
  if (!field) throw new Error(`the SDL has no mutation ${mutation}`);
  const roles = ownRule(schema, field) ?? [];
  if (!hasRole(caller, ...roles))
    throw forbidden(`${mutation} requires one of the roles ${roles.join(', ')}.`);
}

/** The input with the values that its scalars, enums and defaults make. */
function coerced(
  schema: GraphQLSchema,
  mutation: MutationName,
  input: ScheduledMutation['input'],
): unknown {
  const operation = operationOf(mutation);
  const sent = { input: { ...input, idempotencyKey: ANY_KEY } };
  const variables = unsetInputsOf(schema).inVariables(operation, sent);
  const { coerced: values, errors } = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    variables,
    { maxErrors: 1 },
  );
  const [error] = errors ?? [];
  if (error) throw badInput(error.message.replace('Variable "$input"', 'input'));
  const { idempotencyKey: _, ...rest } = values?.['input'] as Record<string, unknown>;
  return rest;
}

const operations = new Map<MutationName, OperationDefinitionNode>();
const unsetInputs = new WeakMap<GraphQLSchema, UnsetInputs>();

function operationOf(mutation: MutationName): OperationDefinitionNode {
  const known = operations.get(mutation);
  if (known) return known;
  const [made] = parse(
    `mutation ($input: ${capitalized(mutation)}Input!) { ${mutation}(input: $input) { __typename } }`,
  ).definitions as readonly OperationDefinitionNode[];
  if (!made) throw new Error('the operation has no definition');
  operations.set(mutation, made);
  return made;
}

function unsetInputsOf(schema: GraphQLSchema): UnsetInputs {
  const known = unsetInputs.get(schema) ?? new UnsetInputs(schema);
  unsetInputs.set(schema, known);
  return known;
}
