import type { EntityManager } from 'typeorm';
import { Erasure } from '../entities/index.js';

/** Erasures by id. Leaves out ids that do not exist. */
export async function readErasures(
  manager: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Erasure>> {
  const erasures = await manager
    .createQueryBuilder(Erasure, 'erasure')
    .where('erasure.id = ANY(:ids)', { ids })
    .getMany();
  return new Map(erasures.map((erasure) => [erasure.id, erasure]));
}
