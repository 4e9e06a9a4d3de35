/**
 * The middle value; of an even number of values the mean of the two in the middle.
 * @param {readonly number[]} values At least one.
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) {
    throw new Error('The median of nothing');
  }
  return (lower + upper) / 2;
}

/**
 * Measures several things side by side: a round runs each once, beginning with another one every time, so that what the
 * machine does meanwhile meets all of them alike. The first round warms up and does not count.
 * @template {string} Name
 * @param {Readonly<Record<Name, () => Promise<number>>>} contenders
 * @param {number} rounds
 * @returns {Promise<Record<Name, number>>} medians
 */
export async function interleavedMedians(contenders, rounds) {
  const names = /** @type {Name[]} */ (Object.keys(contenders));
  const samples = new Map(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const sample = await contenders[name]();
      if (round > 0) {
        samples.get(name)?.push(sample);
      }
    }
  }
  return /** @type {Record<Name, number>} */ (
    Object.fromEntries([...samples].map(([name, values]) => [name, median(values)]))
  );
}
