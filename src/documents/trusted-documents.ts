import { parse } from 'graphql';
import { fingerprintOf } from './fingerprint.js';

/** A registered document, as its row has it. */
export interface StoredDocument {
  readonly id: string;
  /** Of the text in UTF-8, in hex. */
  readonly sha256: string;
  readonly text: string;
}

/** The prefix of an id that is a SHA-256, by the GraphQL-over-HTTP specification, appendix "Persisted Documents". */
const SHA256_PREFIX = 'sha256:';

/**
 * The registered documents, as this process knows them. All of them are in memory, so that no request reads the database
 * for an id, known or not. {@link followDocuments} keeps them in step with the book; until then, and while the database is
 * away, what is known stays in force.
 */
export class TrustedDocuments {
  #known: ReadonlyMap<string, Known> = new Map();
  #bySha256: ReadonlyMap<string, string> = new Map();
  #fingerprints: ReadonlySet<string> = new Set();

  /** The number of ids. */
  get size(): number {
    return this.#known.size;
  }

  /** The text of a document by its id or by the SHA-256 of its text, with or without the prefix `sha256:`. */
  textOf(id: string): string | undefined {
    const hash = id.startsWith(SHA256_PREFIX) ? id.slice(SHA256_PREFIX.length) : id;
    return this.#known.get(id)?.text ?? this.#bySha256.get(hash);
  }

  /** Whether a document with this fingerprint is registered. */
  has(fingerprint: string): boolean {
    return this.#fingerprints.has(fingerprint);
  }

  /** Whether this id is known with a text of this SHA-256. */
  knows({ id, sha256 }: Omit<StoredDocument, 'text'>): boolean {
    return this.#known.get(id)?.sha256 === sha256;
  }

  /**
   * Replaces what is known, at once.
   * @param ids all that are registered
   * @param added the documents among them that are not known yet
   */
  async replace(ids: readonly string[], added: readonly StoredDocument[]): Promise<void> {
    const known = new Map<string, Known>();
    for (const [index, document] of added.entries()) {
      if (index % MADE_AT_ONCE === MADE_AT_ONCE - 1) await nextTurn();
      known.set(document.id, { ...document, fingerprint: fingerprintOfText(document.text) });
    }
    for (const id of ids) {
      const before = this.#known.get(id);
      if (before && !known.has(id)) known.set(id, before);
    }
    const all = [...known.values()];
    this.#known = known;
    this.#bySha256 = new Map(all.map(({ sha256, text }) => [sha256, text]));
    this.#fingerprints = new Set(all.map(({ fingerprint }) => fingerprint));
  }
}

interface Known extends StoredDocument {
  readonly fingerprint: string;
}

/** Documents that are parsed before others have their turn: each takes up to some milliseconds. */
const MADE_AT_ONCE = 20;

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** `onebook documents add` refuses what does not parse. A row written by other means matches no text. */
function fingerprintOfText(text: string): string {
  try {
    return fingerprintOf(parse(text, { noLocation: true }));
  } catch {
    return '';
  }
}
