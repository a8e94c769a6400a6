import { type Body, type Call, readBody } from './body/body.js';
import type { TriggerContext } from './body/render.js';
import type { FunctionRow } from './catalog.js';
import { type Hit, hitsOf } from './hits.js';
import { type Relations, schemasOf, type Scope } from './scope.js';

/** Functions of extensions that run a text as a statement. */
const EXECUTORS = [
  'dblink',
  'dblink_exec',
  'dblink_send_query',
  'schedule',
  'schedule_in_database',
];

/** Follows the calls of functions to statements that write mapped columns. */
export class Reach {
  readonly #byOid: ReadonlyMap<number, FunctionRow>;
  readonly #byName = new Map<string, FunctionRow[]>();
  readonly #bodies = new Map<number, Body>();
  #executors: ReadonlySet<string> = new Set(EXECUTORS);

  constructor(
    functions: readonly FunctionRow[],
    private readonly relations: Relations,
  ) {
    this.#byOid = new Map(functions.map((one) => [one.oid, one]));
    for (const one of functions)
      this.#byName.set(one.name, [...(this.#byName.get(one.name) ?? []), one]);
    // A function that runs the text it is given is as EXECUTE to those that call it.
    const found = functions.filter(
      (one) => isSql(one) && this.#bodyOf(one).unreadable !== undefined,
    );
    this.#executors = new Set([...EXECUTORS, ...found.map(({ name }) => name)]);
    this.#bodies.clear();
  }

  functionOf(oid: number): FunctionRow | undefined {
    return this.#byOid.get(oid);
  }

  /** What a function writes itself, and through what it gives to generic functions. */
  own(one: FunctionRow): Hit[] {
    const body = this.#bodyOf(one);
    const scope = scopeOf(one, body);
    return [...hitsOf(body, this.relations, scope), ...this.#givenBy(body, scope)];
  }

  /** What a function writes, itself or through what it calls. */
  from(one: FunctionRow, context?: TriggerContext): Hit[] {
    const body = context ? this.#read(one, context) : this.#bodyOf(one);
    return this.#follow(body, scopeOf(one, body), new Set([one.oid]));
  }

  /** What a rule or a job writes. */
  fromText(text: string, owner = ''): Hit[] {
    const body = readBody(text, { isSql: true, executors: this.#executors });
    return this.#follow(
      body,
      scopeOf({ schema: undefined, searchPath: null, owner }, body),
      new Set(),
    );
  }

  bodyOf(one: FunctionRow, context: TriggerContext): Body {
    return this.#read(one, context);
  }

  #follow(body: Body, scope: Scope, seen: Set<number>): Hit[] {
    const hits = [...hitsOf(body, this.relations, scope), ...this.#givenBy(body, scope)];
    for (const call of body.calls)
      for (const called of this.#calledBy(call, scope)) {
        if (seen.has(called.oid)) continue;
        seen.add(called.oid);
        const inner = this.#bodyOf(called);
        for (const hit of this.#follow(inner, scopeOf(called, inner), seen))
          hits.push({ ...hit, does: `calls ${called.signature}, which ${hit.does}` });
      }
    return hits;
  }

  /** What generic functions write when they are given the names that this body gives them. */
  #givenBy(body: Body, scope: Scope): Hit[] {
    return body.calls.flatMap((call) => {
      if (call.words.length === 0) return [];
      return this.#calledBy(call, scope).flatMap((called) => {
        const inner = this.#bodyOf(called);
        const own = scopeOf(called, inner);
        if (hitsOf(inner, this.relations, own).length > 0) return [];
        const words = new Set([...inner.words, ...call.words]);
        return hitsOf({ ...inner, words }, this.relations, own).map((hit) => ({
          ...hit,
          does: `calls ${called.signature} with names, which ${hit.does}`,
          evidence: call.evidence,
        }));
      });
    });
  }

  #calledBy({ called, argumentCount }: Call, scope: Scope): FunctionRow[] {
    const named = (this.#byName.get(called.name) ?? []).filter(
      ({ schema }) => called.schema === undefined || schema === called.schema,
    );
    const path = called.schema === undefined ? scope.searchPath : null;
    const visible =
      path === null
        ? named
        : named.filter(({ schema }) => schemasOf(path, scope.owner).includes(schema));
    const taking = visible.filter(
      (one) =>
        one.isVariadic ||
        one.isProcedure ||
        (argumentCount <= one.argumentCount &&
          argumentCount >= one.argumentCount - one.defaultCount),
    );
    return taking.length > 0 ? taking : visible;
  }

  #bodyOf(one: FunctionRow): Body {
    const known = this.#bodies.get(one.oid);
    if (known) return known;
    const body = this.#read(one);
    this.#bodies.set(one.oid, body);
    return body;
  }

  #read(one: FunctionRow, context?: TriggerContext): Body {
    const source = one.language === 'c' || one.language === 'internal' ? '' : one.source;
    return readBody(source, { isSql: isSql(one), executors: this.#executors, context });
  }
}

export function isSql({ language }: FunctionRow): boolean {
  return ['sql', 'plpgsql', 'c', 'internal'].includes(language);
}

type Place = Pick<Scope, 'schema' | 'searchPath' | 'owner'>;

function scopeOf({ schema, searchPath, owner }: Place, { words, isLoose }: Body): Scope {
  return { schema, searchPath, owner, words, isLoose };
}
