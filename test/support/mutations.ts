import { getNamedType, isObjectType, isUnionType } from 'graphql';
import { hasRole, type Viewer } from '../../src/domain/viewer.js';
import { REFUSAL_TYPES } from '../../src/graphql/payloads.js';
import { ownRule } from '../../src/graphql/authorization/permissions.js';
import { buildSchema } from '../../src/graphql/schema.js';
import { type Plan } from '../../src/ledger/index.js';
import { ask } from './asked.js';
import { DONE } from './movements.js';
import { isRefusal, type Refusal, type RefusalCode } from '../../src/domain/index.js';

/*
 * The rules of a mutation as a client meets them: the SDL's @may before the movement, and its result union
 * after it.
 */
const schema = buildSchema();
const fields = schema.getMutationType()?.getFields() ?? {};

/** Mutations whose refusals are of their lines, each a UserError of any type. */
const OF_LINES = ['transferMany', 'distributeEarnings'];

/** What becomes of a movement in `ASKED`: "done", the refusal's code, or FORBIDDEN. */
export function met(name: string, how: Parameters<typeof ask>[1] = {}, by?: Viewer): string {
  const mutation = name.split(' ')[0] ?? '';
  if (by && mutation !== 'expireHold' && !mayCall(mutation, by)) return 'FORBIDDEN';
  const { decided } = ask(name, { ...how, ...(by && { by }) });
  if (isRefusal(decided)) inUnion(mutation, decided);
  return codeOrDone(decided);
}

export function codeOrDone(decided: Plan | Refusal): string {
  return isRefusal(decided) ? decided.code : DONE;
}

function mayCall(mutation: string, by: Viewer): boolean {
  const field = fields[mutation];
  const roles = field && ownRule(schema, field);
  if (!roles) throw new Error(`${mutation} has no @may`);
  return hasRole(by, ...roles);
}

/** A refusal that the mutation's union does not have would be an internal error for clients. */
function inUnion(mutation: string, { code }: Refusal): void {
  if (mutation === 'expireHold' || OF_LINES.includes(mutation)) return;
  const codes = refusalsOf(mutation);
  if (!codes.includes(code)) throw new Error(`${mutation} answers ${code}, its union has ${codes}`);
}

/** The codes in a mutation's result union. */
function refusalsOf(mutation: string): RefusalCode[] {
  const type = fields[mutation] && getNamedType(fields[mutation].type);
  if (!isUnionType(type)) throw new Error(`${mutation} has no result union`);
  const names = type
    .getTypes()
    .filter(isObjectType)
    .map((member) => member.name);
  return (Object.keys(REFUSAL_TYPES) as RefusalCode[]).filter((code) =>
    names.includes(REFUSAL_TYPES[code]),
  );
}
