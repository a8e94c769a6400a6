/** A piece of HTML, in which every text is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = string | Html | readonly Value[];

/** Makes HTML of a template. A value that is a text is escaped, so that none can become markup. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(String.raw({ raw: strings }, ...values.map(textOf)));
}

/** Takes a constant of the program as it is. */
html.trusted = (text: string): Html => new Html(text);

function textOf(value: Value): string {
  if (value instanceof Html) return value.text;
  return typeof value === 'string' ? escaped(value) : value.map(textOf).join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
