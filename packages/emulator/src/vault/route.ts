import type { Reply } from '../wire/reply.js';
import type { VaultRequest } from '../wire/request.js';
import type { Authorization, Module } from './authorization.js';
import type { Vault } from './vault.js';

/** A route that anybody may call: the token endpoints. */
export interface OpenRoute {
  readonly access: 'open';
  readonly method: string;
  readonly path: string;
  handle(request: VaultRequest, vault: Vault): Reply;
}

/** A route of a module: the caller has proved an authorization that may use the module. */
export interface ModuleRoute {
  readonly access: Module;
  readonly method: string;
  /** Segments separated by slashes; `:name` stands for one segment and gives the handler a parameter. */
  readonly path: string;
  handle(request: VaultRequest, vault: Vault, caller: Authorization): Reply | Promise<Reply>;
}

export type Route = OpenRoute | ModuleRoute;

/** The same route under `/iso` and `/api`. */
export function bothFamilies(route: ModuleRoute): ModuleRoute[] {
  return ['/iso', '/api'].map((family) => ({ ...route, path: family + route.path }));
}

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: Route; readonly params: Readonly<Record<string, string>> }
  /** The first two segments belong to a known module, the rest to no resource of it. */
  | { readonly kind: 'no-resource' }
  | { readonly kind: 'no-route' };

/** Finds the route of a method and a percent-encoded path. A slash inside a segment must be sent as `%2F`. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  for (const route of routes) {
    if (route.method !== method) continue;
    const params = matchPath(route.path, path);
    if (params) return { kind: 'found', route, params };
  }
  const module = moduleOf(path);
  const known = module !== '/' && routes.some((route) => moduleOf(route.path) === module);
  return { kind: known ? 'no-resource' : 'no-route' };
}

/** `/iso/pam/credential/7` belongs to `/iso/pam`. */
function moduleOf(path: string): string {
  return path.split('/', 3).join('/');
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: [string, string][] = [];
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith(':')) {
      if (segment !== value) return undefined;
      continue;
    }
    const decoded = decodeSegment(value);
    if (decoded === undefined || decoded === '') return undefined;
    params.push([segment.slice(1), decoded]);
  }
  return Object.fromEntries(params);
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
