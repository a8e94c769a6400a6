import { column, insertOf } from '../../database/index.js';
import type { NewErasure } from '../movement.js';

export const INSERT_ERASURES = insertOf<NewErasure>({
  name: 'insertErasures',
  table: 'erasure',
  columns: [
    column('id', 'uuid', (row) => row.id),
    column('owner_id', 'text', (row) => row.ownerId),
    column('reason', 'text', (row) => row.reason),
    column('created_by', 'text', (row) => row.createdBy),
    column('created_at', 'timestamptz', (row) => row.createdAt),
  ],
  ending: 'RETURNING id',
});
