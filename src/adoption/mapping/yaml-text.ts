import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A value of a YAML file. Numbers are the texts that the file has, because they are compared as texts: 007 is "007". */
export type Plain = string | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

export interface Mistake {
  readonly line: number;
  readonly message: string;
}

/** A YAML file as plain values, which knows the line of each. */
export interface YamlText {
  readonly value: Plain;
  /** What is wrong with the YAML itself. Then the value is not whole. */
  readonly mistakes: readonly Mistake[];
  readonly has: (path: readonly PropertyKey[]) => boolean;
  /** The line of the value at a path, or of the nearest value above it that the file has. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

export function parseYaml(text: string): YamlText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  // What the parser says of the text behind its first mistake follows from that mostly.
  const mistakes = document.errors
    .toSorted((one, other) => one.pos[0] - other.pos[0])
    .slice(0, 1)
    .map(({ pos, message }) => ({ line: lineAt(pos[0]), message }));
  if (mistakes.length > 0) return { value: null, mistakes, has: () => false, lineOf: () => 1 };
  const lines = new Map<string, number>();
  const found: Mistake[] = [];
  const value = plain(document.contents, []);
  const has = (path: readonly PropertyKey[]): boolean => lines.has(JSON.stringify(path));
  return { value, mistakes: found, has, lineOf };

  function plain(node: unknown, path: readonly PropertyKey[]): Plain {
    const offset = (node as Node | null)?.range?.[0];
    const key = JSON.stringify(path);
    if (offset !== undefined && !lines.has(key)) lines.set(key, lineAt(offset));
    if (isMap(node)) {
      const entries = node.items.map((item): readonly [string, Plain] => {
        const name = keyOf(item.key);
        const at = (item.key as Node | null)?.range?.[0];
        if (at !== undefined) lines.set(JSON.stringify([...path, name]), lineAt(at));
        return [name, plain(item.value, [...path, name])];
      });
      return Object.fromEntries(entries);
    }
    if (isSeq(node)) return node.items.map((item, index) => plain(item, [...path, index]));
    if (isScalar(node)) {
      if (typeof node.value === 'number' || typeof node.value === 'bigint') {
        return node.source ?? String(node.value);
      }
      return node.value as string | boolean | null;
    }
    if (isAlias(node)) {
      const line = lineAt(offset ?? 0);
      found.push({ line, message: `*${node.source} is an alias: write the value itself` });
    }
    return null;
  }

  function keyOf(node: unknown): string {
    const key = plain(node, ['?']);
    if (key === null) return '';
    if (typeof key !== 'object') return String(key);
    const line = lineAt((node as Node).range?.[0] ?? 0);
    found.push({ line, message: 'a key is a list or a mapping: write a text' });
    return '';
  }

  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const line = lines.get(JSON.stringify(path.slice(0, length)));
      if (line !== undefined) return line;
    }
    return 1;
  }
}
