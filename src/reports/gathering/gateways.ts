import type { EntityManager } from 'typeorm';
import type { GatewayFigures } from '../../domain/index.js';
import type { Scope } from './scope.js';

/** The sum of what the gateways counted in the period. */
export async function readGatewayFigures(
  manager: EntityManager,
  { from, to }: Pick<Scope, 'from' | 'to'>,
): Promise<GatewayFigures> {
  const rows = await manager.query<{ kind: keyof GatewayFigures; name: string; count: string }[]>(
    `/* reportGateways */
     SELECT kind.key AS kind, one.key AS name, sum(one.value::bigint) AS count
       FROM gateway_figures g
      CROSS JOIN LATERAL jsonb_each(g.figures) AS kind
      CROSS JOIN LATERAL jsonb_each_text(kind.value) AS one
      WHERE g.quarter >= $1 AND g.quarter < $2
      GROUP BY 1, 2 ORDER BY 1, 2`,
    [from, to],
  );
  const of = (kind: keyof GatewayFigures): Record<string, number> =>
    Object.fromEntries(
      rows.filter((row) => row.kind === kind).map(({ name, count }) => [name, Number(count)]),
    );
  return { operations: of('operations'), pushes: of('pushes') };
}
