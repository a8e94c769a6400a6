/** A sequence whose next element can be looked at before it is taken. */
export class Peekable<T> {
  readonly #iterator: AsyncIterator<T>;
  #next: Promise<IteratorResult<T>> | undefined;

  constructor(values: AsyncIterable<T>) {
    this.#iterator = values[Symbol.asyncIterator]();
  }

  /** The next element; undefined at the end. */
  async peek(): Promise<T | undefined> {
    this.#next ??= this.#iterator.next();
    const result = await this.#next;
    return result.done === true ? undefined : result.value;
  }

  /** Takes the element that `peek` shows. */
  async next(): Promise<T | undefined> {
    const value = await this.peek();
    this.#next = undefined;
    return value;
  }
}
