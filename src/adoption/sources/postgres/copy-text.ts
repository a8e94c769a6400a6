/** What stands after a backslash in the text format of COPY. Any other character stands for itself. */
const ESCAPED: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The values of a row in the text format of COPY, as a server writes it: `\N` is NULL, an empty field an empty text.
 *
 * @param line without its line end
 */
export function copyValues(line: string): (string | null)[] {
  const fields: (string | null)[] = line.split('\t');
  if (!line.includes('\\')) return fields;
  return fields.map((field) => {
    if (field === '\\N' || field === null) return null;
    return field.replace(/\\(.)/gs, (_all, character: string) => ESCAPED[character] ?? character);
  });
}
