import { allSettled } from '../../src/vault/concurrency.js';

test('all values, in their order', async () => {
  expect(await allSettled([Promise.resolve(1), Promise.resolve('b')])).toEqual([1, 'b']);
});

test('fails only when the last one has ended', async () => {
  let ended = false;
  const late = new Promise((resolve) => setImmediate(resolve)).then(() => {
    ended = true;
  });
  await expect(allSettled([Promise.reject(new Error('first')), late])).rejects.toThrow('first');
  expect(ended).toBe(true);
});
