import type { DocumentNode } from 'graphql';

/** A document that a file holds, to be registered. */
export interface FileDocument {
  readonly id: string;
  readonly text: string;
  /** Its nodes name the file, if it is one of GraphQL. */
  readonly document: DocumentNode;
  readonly file: string;
  /** Where it begins in the file, from 1. */
  readonly line: number;
  /** Whether the file is registered without it if it exceeds a limit. */
  readonly isOptional: boolean;
}

/** What is wrong in a file. */
export interface FileFault {
  readonly file: string;
  /** From 1; undefined if the whole file is wrong. */
  readonly line: number | undefined;
  readonly reason: string;
}

/** A line for a fault: `app/documents.json:3: the reason`. */
export function faultLine({ file, line, reason }: FileFault): string {
  return `${file}${line === undefined ? '' : `:${line}`}: ${reason}`;
}
