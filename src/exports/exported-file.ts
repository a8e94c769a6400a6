import type { Viewer } from '../domain/index.js';

/** A file that is written while it is sent. */
export interface ExportedFile {
  /** Its name when a client saves it. Printable ASCII without quotes. */
  readonly name: string;
  /** Its media type, with the character set of a text. */
  readonly contentType: string;
  /** The pieces of its content. Nothing is read for a piece before the one before it was taken. */
  readonly chunks: AsyncIterable<Uint8Array | string>;
}

/** What a client asks for: the part of the path that names a file, and the query string, where a name can be there twice. */
export interface FileRequest {
  readonly file: string;
  readonly query: Readonly<Record<string, unknown>>;
}

/** A kind of files that the gateway writes from the book. */
export interface FileExport {
  /** The path of its files, with `:file` for the part that names one: `/statements/:file`. */
  readonly url: string;
  /**
   * Opens a file, and reads no more than its beginning.
   * @throws GraphQLError for what the viewer may not have, or what the client sent wrong
   */
  open(viewer: Viewer, request: FileRequest): Promise<ExportedFile>;
}
