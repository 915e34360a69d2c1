/** A pure function of a text that remembers the texts it was asked about lately: between two keys only one narrative changes. */
export function remembered<T>(read: (text: string) => T, kept = 32): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const [oldest] = known.size >= kept ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    const result = read(text);
    known.set(text, result);
    return result;
  };
}
