import { type Refusal, type Viewer } from '../domain/index.js';
import type { Changes, LockedState, Movement, MultiDecision } from '../ledger/index.js';
import { refuseSelfDealing, type Act, type ActingWallet } from './rules/self-dealing.js';

declare const DECLARED: unique symbol;

/**
 * A movement that declares whose act it is, so that staff cannot act on a wallet of their own. Only `movement` and
 * `movementOfLines` make one, and a mutation must be one.
 */
export interface DeclaredMovement<I> extends Movement<I> {
  /** The wallets on which owners act, one for each line; none if it is no owner's act. */
  acting(input: I): readonly ActingWallet[];
  readonly [DECLARED]: true;
}

/** A declared movement that makes one decision. */
export interface SingleMovement<I> extends DeclaredMovement<I> {
  decide(input: I, by: Viewer, state: LockedState): Changes | Refusal;
}

interface Definition<I> extends Pick<Movement<I>, 'name' | 'locks'> {
  readonly act: Act<I>;
  /** Decides for a caller who does not deal with themselves. */
  decide(input: I, by: Viewer, state: LockedState): Changes | Refusal;
}

/** A movement with its rules. Its `decide` refuses self-dealing before anything else. */
export function movement<I>(of: Definition<I>): SingleMovement<I> {
  const { name, act } = of;
  return declared<SingleMovement<I>>({
    name,
    locks: (input) => of.locks(input),
    acting: (input) => (typeof act === 'object' ? [act.owner(input)] : []),
    decide: (input, by, state) =>
      refuseSelfDealing(act, input, { by, locks: of.locks(input), state }) ??
      of.decide(input, by, state),
  });
}

interface LinesDefinition<I, L> extends Pick<Movement<I>, 'name' | 'locks'> {
  /** The movement of each line, which refuses self-dealing by itself. */
  readonly line: SingleMovement<L>;
  inputs(input: I): readonly L[];
  /** True: if one line is refused, none succeeds. */
  atomic(input: I): boolean;
  /** Refuses the whole. */
  refuse?(input: I, state: LockedState): Refusal | undefined;
}

/** A movement with several lines, each of which is a declared movement. */
export function movementOfLines<I, L>(of: LinesDefinition<I, L>): DeclaredMovement<I> {
  const decide = (input: I, by: Viewer, state: LockedState): MultiDecision | Refusal =>
    of.refuse?.(input, state) ?? {
      atomic: of.atomic(input),
      lines: of.inputs(input).map((line) => () => of.line.decide(line, by, state)),
    };
  return declared<DeclaredMovement<I>>({
    name: of.name,
    weight: (input) => of.inputs(input).length,
    locks: (input) => of.locks(input),
    acting: (input) => of.inputs(input).flatMap((line) => of.line.acting(line)),
    decide,
  });
}

/** Marks a movement as declared. The mark exists for the compiler only. */
function declared<M extends DeclaredMovement<never>>(made: Omit<M, typeof DECLARED>): M {
  return made as M;
}
