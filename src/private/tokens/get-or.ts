/** What a map has under a key. If it has nothing, it gets what `make` returns, and keeps it. */
export function getOr<K, V>(map: Pick<Map<K, V>, 'get' | 'has'> & { set(key: K, value: V): unknown }, key: K, make: () => V): V {
  if (!map.has(key)) {
    map.set(key, make());
  }
  return map.get(key)!;
}
