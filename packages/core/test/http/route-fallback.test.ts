import { NoSuchRouteError, APIError } from '../../src/errors/senhasegura-error.js';
import { createRouteFallback } from '../../src/http/route-fallback.js';

const where = { method: 'GET', path: '/x', status: 404 };
const missing = () => Promise.reject(new NoSuchRouteError('missing', where));

function counted<T>(answer: () => Promise<T>): { readonly way: () => Promise<T>; times: () => number } {
  let times = 0;
  return {
    times: () => times,
    way: () => {
      times += 1;
      return answer();
    },
  };
}

describe('createRouteFallback', () => {
  test.each(['iso', 'api'] as const)('`%s` is the only way when it is set', async (api) => {
    const routes = createRouteFallback(api);
    const ways = { iso: () => Promise.resolve('iso'), api: () => Promise.resolve('api') };
    expect(await routes.choose('a', ways)).toBe(api);
    await expect(routes.choose('a', { iso: missing, api: missing })).rejects.toBeInstanceOf(NoSuchRouteError);
  });

  test('`auto` takes /iso where it is there', async () => {
    const api = counted(() => Promise.resolve('api'));
    const routes = createRouteFallback('auto');
    expect(await routes.choose('a', { iso: () => Promise.resolve('iso'), api: api.way })).toBe('iso');
    expect(api.times()).toBe(0);
  });

  test('`auto` takes /api where /iso is missing, and remembers it for that place only', async () => {
    const iso = counted(missing);
    const routes = createRouteFallback('auto');
    for (let i = 0; i < 3; i += 1)
      expect(await routes.choose('a', { iso: iso.way, api: () => Promise.resolve('api') })).toBe('api');
    expect(iso.times()).toBe(1);
    expect(await routes.choose('b', { iso: () => Promise.resolve('iso'), api: missing })).toBe('iso');
  });

  test('once /iso has answered, a missing route there is an error', async () => {
    const api = counted(() => Promise.resolve('api'));
    const routes = createRouteFallback('auto');
    await routes.choose('a', { iso: () => Promise.resolve('iso'), api: api.way });
    await expect(routes.choose('a', { iso: missing, api: api.way })).rejects.toBeInstanceOf(NoSuchRouteError);
    const refused = () => Promise.reject(new APIError('no such credential', { ...where, vaultCode: 1007 }));
    await expect(routes.choose('b', { iso: refused, api: api.way })).rejects.toMatchObject({ vaultCode: 1007 });
    await expect(routes.choose('b', { iso: missing, api: api.way })).rejects.toBeInstanceOf(NoSuchRouteError);
    expect(api.times()).toBe(0);
  });

  test('calls at the same time all end well, and the choice is remembered after them', async () => {
    const iso = counted(missing);
    const api = counted(() => Promise.resolve('api'));
    const routes = createRouteFallback('auto');
    const together = Array.from({ length: 6 }, () => routes.choose('a', { iso: iso.way, api: api.way }));
    expect(await Promise.all(together)).toEqual(together.map(() => 'api'));
    await routes.choose('a', { iso: iso.way, api: api.way });
    expect([iso.times(), api.times()]).toEqual([6, 7]);
  });

  test('a failure of another kind is no reason to try /api', async () => {
    const api = counted(() => Promise.resolve('api'));
    const broken = () => Promise.reject(new APIError('broken', { ...where, status: 500 }));
    await expect(createRouteFallback('auto').choose('a', { iso: broken, api: api.way })).rejects.toMatchObject({
      status: 500,
    });
    expect(api.times()).toBe(0);
  });
});
