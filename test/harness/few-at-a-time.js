/**
 * Does something with each of a list, a few at a time.
 * @template Item, Result
 * @param {readonly Item[]} items
 * @param {number} width How many at a time.
 * @param {(item: Item) => Promise<Result>} work
 * @returns {Promise<readonly Result[]>} in the order of the list
 */
export async function fewAtATime(items, width, work) {
  /** @type {Result[]} */
  const results = [];
  const left = items.entries();
  const takeNext = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: width }, takeNext));
  return results;
}
