/** Characters that XML 1.0 cannot carry, not even as a reference: controls but for white space, U+FFFE and U+FFFF. */

const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser would make a line feed of it.
  '\r': '&#13;',
};

/** An element with a text. What XML cannot carry becomes U+FFFD. */
export function textElement(name: string, text: string, attributes = ''): string {
  const escaped = text
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"\r]/g, (character) => ESCAPES[character] ?? '');
  return `<${name}${attributes}>${escaped}</${name}>`;
}

/** An element with others. */
export function element(name: string, ...children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}
