import { NoSuchRouteError, APIError } from '../errors/senhasegura-error.js';

/** Which dialect of the vault to speak: the setting `api`. */
export type ApiChoice = 'iso' | 'api' | 'auto';

/** The same question in the two dialects of the vault. */
export interface Ways<T> {
  readonly iso: () => Promise<T>;
  readonly api: () => Promise<T>;
}

/** Chooses between `/iso` and `/api` (setting `api`), and remembers the choice for the run. */
export interface RouteFallback {
  /**
   * @param place names what is asked, e.g. `token`: a vault can have one place below `/iso` and another only below `/api`
   * @throws what the chosen way throws
   */
  choose<T>(place: string, ways: Ways<T>): Promise<T>;
}

/** An answer with a code of the vault proves that the route is there. */
function provesRoute(error: unknown): boolean {
  return error instanceof APIError && !(error instanceof NoSuchRouteError) && error.vaultCode !== undefined;
}

/**
 * With `auto`, calls that run at the same time each find out by themselves rather than wait for the first: that costs a few
 * requests on old vaults, and no time on others.
 */
export function createRouteFallback(api: ApiChoice): RouteFallback {
  const known = new Map<string, 'iso' | 'api'>();

  const isoFirst = async <T>(place: string, ways: Ways<T>): Promise<T> => {
    try {
      const result = await ways.iso();
      known.set(place, 'iso');
      return result;
    } catch (error) {
      if (provesRoute(error)) known.set(place, 'iso');
      if (!(error instanceof NoSuchRouteError) || known.get(place) === 'iso') throw error;
      known.set(place, 'api');
      return await ways.api();
    }
  };
  return {
    choose: (place, ways) => {
      const way = api === 'auto' ? known.get(place) : api;
      return way === undefined ? isoFirst(place, ways) : ways[way]();
    },
  };
}
