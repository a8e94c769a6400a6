import type { DataSource, EntityManager } from 'typeorm';
import { sha256 } from './fingerprint.js';
import type { StoredDocument } from './trusted-documents.js';

/** Most ids in a book, and most characters of all their texts: every gateway keeps them in memory. */
export const MAX_DOCUMENTS = 10_000;
export const MAX_CHARACTERS = 20_000_000;
/** Documents that are read in one statement. */
const READ_AT_ONCE = 500;

/** What `add` did, by ids. */
export interface AddedDocuments {
  readonly added: readonly string[];
  /** They were registered before, with the same text. */
  readonly present: readonly string[];
}

/** A document that cannot be registered beside those that are. */
export class DocumentConflict extends Error {
  override readonly name = 'DocumentConflict';
  /** @param id of the document; undefined if it is about all of them */
  constructor(
    readonly id: string | undefined,
    message: string,
  ) {
    super(message);
  }
}

export interface ListedDocument extends StoredDocument {
  readonly addedAt: Date;
}

/** The table `trusted_document` of a book. Gateways read it; its owner writes it. */
export class DocumentTable {
  constructor(private readonly source: Pick<DataSource, 'manager' | 'transaction'>) {}

  /** Whether the book is there, with this table. */
  async isThere(): Promise<boolean> {
    const [row] = await this.source.manager.query<{ there: boolean }[]>(
      `SELECT to_regclass('trusted_document') IS NOT NULL AS there`,
    );
    return row?.there === true;
  }

  /** Changes with every change of the table. A row never changes, so what it says of itself is enough. */
  async state(): Promise<string> {
    const [row] = await this.source.manager.query<{ state: string }[]>(
      `/* documentsState */
       SELECT count(*) || ' ' || coalesce(sum(hashtextextended(id || ' ' || sha256, 0)), 0) AS state
         FROM trusted_document`,
    );
    return row?.state ?? '';
  }

  /** Every id, with the SHA-256 of its text. */
  ids(): Promise<Omit<StoredDocument, 'text'>[]> {
    return this.source.manager.query(`/* documentIds */ SELECT id, sha256 FROM trusted_document`);
  }

  /** The documents of these ids that are there. */
  async read(ids: readonly string[]): Promise<StoredDocument[]> {
    const rows: StoredDocument[] = [];
    for (let at = 0; at < ids.length; at += READ_AT_ONCE)
      rows.push(
        ...(await this.source.manager.query<StoredDocument[]>(
          `/* documents */ SELECT id, sha256, text FROM trusted_document WHERE id = ANY ($1)`,
          [ids.slice(at, at + READ_AT_ONCE)],
        )),
      );
    return rows;
  }

  /** All documents, oldest first. */
  async list(): Promise<ListedDocument[]> {
    return this.source.manager.query(
      `/* listDocuments */
       SELECT id, sha256, text, added_at AS "addedAt" FROM trusted_document ORDER BY added_at, id`,
    );
  }

  /**
   * Registers documents: all of them, or none.
   * @throws DocumentConflict if an id has another text in the book, or there would be too many
   */
  async add(documents: readonly Pick<StoredDocument, 'id' | 'text'>[]): Promise<AddedDocuments> {
    return this.source.transaction(async (manager) => {
      await lock(manager);
      const present = new Map(
        (
          await manager.query<Omit<StoredDocument, 'text'>[]>(
            'SELECT id, sha256 FROM trusted_document',
          )
        ).map((row) => [row.id, row.sha256]),
      );
      const wanted = documents.map(({ id, text }) => ({ id, text, sha256: sha256(text) }));
      refuseConflicts(wanted, present);
      const added = wanted.filter(({ id }) => !present.has(id));
      await insert(manager, added);
      await refuseTooMany(manager);
      return {
        added: added.map(({ id }) => id),
        present: wanted.filter(({ id }) => present.has(id)).map(({ id }) => id),
      };
    });
  }

  /**
   * Removes documents: all of them, or none.
   * @throws DocumentConflict that names an id which is not registered
   */
  async remove(ids: readonly string[]): Promise<void> {
    await this.source.transaction(async (manager) => {
      await lock(manager);
      const rows = await manager.query<{ id: string }[]>(
        'SELECT id FROM trusted_document WHERE id = ANY ($1)',
        [ids],
      );
      const present = new Set(rows.map(({ id }) => id));
      const missing = ids.find((id) => !present.has(id));
      if (missing !== undefined)
        throw new DocumentConflict(missing, `no document is registered as ${missing}`);
      await manager.query('DELETE FROM trusted_document WHERE id = ANY ($1)', [ids]);
    });
  }
}

/** Two commands at once would not see each other's rows. Gateways read meanwhile. */
async function lock(manager: EntityManager): Promise<void> {
  await manager.query('LOCK TABLE trusted_document IN SHARE ROW EXCLUSIVE MODE');
}

/**
 * An id names one text, also if it is the SHA-256 of another: a client that asks by the hash of its text would get the
 * other one.
 */
function refuseConflicts(
  wanted: readonly StoredDocument[],
  present: ReadonlyMap<string, string>,
): void {
  const hashes = new Set([...present.values(), ...wanted.map(({ sha256: hash }) => hash)]);
  for (const { id, sha256: hash } of wanted) {
    const before = present.get(id);
    if (before !== undefined && before !== hash)
      throw new DocumentConflict(
        id,
        `${id} is registered with another text. Remove it first, or give this one another id`,
      );
    if (id !== hash && hashes.has(id))
      throw new DocumentConflict(
        id,
        `${id} is the SHA-256 of another document's text. Give this one another id`,
      );
  }
  const ids = new Map([...present, ...wanted.map((one) => [one.id, one.sha256] as const)]);
  for (const { id, sha256: hash } of wanted)
    if ((ids.get(hash) ?? hash) !== hash)
      throw new DocumentConflict(
        id,
        `the SHA-256 of its text, ${hash}, is the id of another document. Remove that one first`,
      );
}

/** With RETURNING, or a unique violation arrives as XX000 on Citus. */
async function insert(manager: EntityManager, added: readonly StoredDocument[]): Promise<void> {
  for (let at = 0; at < added.length; at += READ_AT_ONCE) {
    const part = added.slice(at, at + READ_AT_ONCE);
    await manager.query(
      `INSERT INTO trusted_document (id, sha256, text, added_at)
       SELECT id, sha256, text, now()
         FROM unnest($1::text[], $2::text[], $3::text[]) AS d (id, sha256, text)
       RETURNING id`,
      [part.map(({ id }) => id), part.map((one) => one.sha256), part.map(({ text }) => text)],
    );
  }
}

async function refuseTooMany(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ documents: number; characters: number }[]>(
    `SELECT count(*)::float8 AS documents, coalesce(sum(length(text)), 0)::float8 AS characters
       FROM trusted_document`,
  );
  const { documents = 0, characters = 0 } = row ?? {};
  if (documents <= MAX_DOCUMENTS && characters <= MAX_CHARACTERS) return;
  throw new DocumentConflict(
    undefined,
    `the book would have ${documents} documents of ${characters} characters; at most ${MAX_DOCUMENTS} and ` +
      `${MAX_CHARACTERS} are allowed. Remove those that no client sends any more`,
  );
}
