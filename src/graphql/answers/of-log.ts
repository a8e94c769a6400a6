import type { BookReader } from '../../reader/index.js';
import type { GraphQLContext } from '../context.js';
import { isDear } from './dear.js';

/**
 * A resolver that reads the log. It waits until the newest commits are settled, so that a client finds what it has just
 * done. Like a `dear` one it gets a reader of lists. One that another field of the operation made before ends a moment
 * earlier in the log.
 */
export function ofLog<Source, Args, Result>(
  resolve: (lists: BookReader, source: Source, args: Args) => Promise<Result>,
): (source: Source, args: Args, context: GraphQLContext) => Promise<Result> {
  return isDear(async (source: Source, args: Args, context: GraphQLContext) => {
    await context.settleLog();
    return resolve(context.lists, source, args);
  });
}
