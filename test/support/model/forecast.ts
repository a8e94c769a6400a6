import type { Model } from '../model.js';
import { isKnown } from './amounts.js';
import { isMany, linesOf, type Ask, type ManyAsk, type ModelCaller } from './ask.js';

/** The names that `tally` would count, as far as the model is certain of them. Nothing changes. */
export function forecast(model: Model, ask: Ask, by: ModelCaller): string[] {
  const outcomes = isMany(ask) ? ofLines(model, ask, by) : [outcomeOf(model.expect(ask, by))];
  return outcomes.map((outcome) => `${ask.do} ${outcome}`);
}

/** The refusal where there can be only one; several could be named if several things are wrong. */
function outcomeOf({ refusals }: { readonly refusals: readonly string[] }): string {
  return refusals.length > 0 ? refusals.join(' or ') : 'done';
}

function ofLines(model: Model, ask: ManyAsk, by: ModelCaller): string[] {
  if (ask.do === 'distributeEarnings' && !ask.lines.some(isKnown)) return ['UNKNOWN_CURRENCY'];
  const tried = model.copy();
  const refused: string[] = [];
  for (const [index, line] of linesOf(ask).entries()) {
    const expected = tried.expect(line, by);
    if (expected.refusals.length > 0) refused.push(outcomeOf(expected));
    else expected.then(`line ${index}`);
    if (refused.length > 0 && ask.do === 'transferMany' && ask.atomic) break;
  }
  return refused.length > 0 ? refused : ['done'];
}
