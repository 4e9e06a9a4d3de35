import { countingWaiting } from '../../src/http/waiting-requests.js';
import { read } from './support/client.js';

const nothing = { headers: {} };

test('requests count while they wait for their authorization, however that ends', async () => {
  const counts: number[] = [];
  const counted = countingWaiting((waiting) => counts.push(waiting));
  let give = (): void => undefined;
  const token = new Promise<void>((resolve) => (give = resolve));
  const waiting = [1, 2, 3].map(() => counted({ ...read(), authorize: () => token.then(() => nothing) }).authorize?.());
  expect(counts).toEqual([1, 2, 3]);
  give();
  for (const one of waiting) expect(await one).toBe(nothing);
  const refused = counted({ ...read(), authorize: () => Promise.reject(new Error('refused')) });
  await expect(refused.authorize?.()).rejects.toThrow('refused');
  await expect(refused.authorize?.()).rejects.toThrow('refused');
  expect(counts).toEqual([1, 2, 3, 1, 1]);
});

test('a request without an authorization is left as it is', () => {
  const request = read();
  expect(countingWaiting(() => undefined)(request)).toBe(request);
});
