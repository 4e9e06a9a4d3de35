/**
 * `Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)`: the first spelling of a key stays.
 */
export function createCaseInsensitiveMap() {
  /** @type {Map<string, { key: string, value: string }>} */
  const entries = new Map();
  return {
    /** @param {string} key @param {string} value */
    set: (key, value) => {
      const folded = key.toUpperCase();
      entries.set(folded, { key: entries.get(folded)?.key ?? key, value });
    },
    /** @param {string} key */
    get: (key) => entries.get(key.toUpperCase())?.value,
    /** @param {string} key */
    has: (key) => entries.has(key.toUpperCase()),
    /** @returns {[string, string][]} */
    entries: () => [...entries.values()].map(({ key, value }) => [key, value]),
  };
}

/** @typedef {ReturnType<typeof createCaseInsensitiveMap>} CaseInsensitiveMap */
