/** Changes maps and lists so that the changes can be undone, for work that succeeds as a whole or not at all. */
export class UndoLog {
  /** Functions that undo the changes since `attempt` began, in the order of the changes; undefined outside of one. */
  #undo: (() => void)[] | undefined;

  set<K, V>(map: Map<K, V>, key: K, value: V): void {
    if (this.#undo) {
      const had = map.has(key);
      const before = map.get(key) as V;
      this.#undo.push(() => (had ? map.set(key, before) : map.delete(key)));
    }
    map.set(key, value);
  }

  push<T>(list: T[], item: T): void {
    this.#undo?.push(() => list.pop());
    list.push(item);
  }

  /** Does the work, and undoes all of it if it returns false or throws. @throws Error within another attempt */
  attempt(work: () => boolean): void {
    if (this.#undo) throw new Error('an attempt within an attempt');
    const undo: (() => void)[] = [];
    this.#undo = undo;
    try {
      if (!work()) undo.reverse().forEach((revert) => revert());
    } catch (error) {
      undo.reverse().forEach((revert) => revert());
      throw error;
    } finally {
      this.#undo = undefined;
    }
  }
}
