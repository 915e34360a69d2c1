/** What was reckoned before and is not reckoned again: pure functions only, of what is never changed in place. */

/** Reckons once for each object, and forgets it with the object: a report stays as it is, and a changed one is another. */
export function once<K extends object, V>(reckon: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const value = known.get(key) ?? reckon(key);
    known.set(key, value);
    return value;
  };
}

/** Remembers what it was asked about lately, such as texts: between two keys only one narrative changes. */
export function remembered<T, K extends string | number = string>(read: (key: K) => T, kept = 32): (key: K) => T {
  const known = new Map<K, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const [oldest] = known.size >= kept ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    const result = read(key);
    known.set(key, result);
    return result;
  };
}
