import { seal } from '../auth/seal.js';
import type { Authorization } from '../vault/authorization.js';
import { apiSecretKind, type MysafeItem, type MysafeKind, noteKind, passwordKind } from '../vault/mysafe-state.js';
import type { ModuleRoute } from '../vault/route.js';
import type { Vault } from '../vault/vault.js';
import { exceptionSaying, forbidden, missingParameter, type Reply, success } from '../wire/reply.js';
import { param, textField, type VaultRequest } from '../wire/request.js';

/** MySafe: passwords, notes and API secrets of a person (wire contract §5). */
export const mysafeRoutes: readonly ModuleRoute[] = [passwordKind, noteKind, apiSecretKind].flatMap(routesOf);

type ItemHandler = (item: MysafeItem, request: VaultRequest, caller: Authorization) => Reply;

function routesOf(kind: MysafeKind): ModuleRoute[] {
  const path = `/api/mysafe/${kind.segment}`;
  const route = (method: string, tail: string, handle: ModuleRoute['handle']): ModuleRoute => ({
    ...{ access: 'mysafe', method, path: path + tail, handle },
  });
  return [
    route('GET', '', list(kind)),
    route('POST', '', create(kind)),
    route('GET', '/:identifier', withItem(kind, read(kind))),
    route('PUT', '/update/:identifier', withItem(kind, update(kind))),
    route('POST', '/active/:identifier', withItem(kind, setActive(kind, true))),
    route('POST', '/inactive/:identifier', withItem(kind, setActive(kind, false))),
  ];
}

/** 1005 when there is no such item, 1006 when it is another's. */
function withItem(kind: MysafeKind, handle: ItemHandler): ModuleRoute['handle'] {
  return (request, vault, caller) => {
    const item = itemsOf(vault, kind).get(param(request, 'identifier'));
    if (!item) return exceptionSaying(1005, `${kind.noun} not found`);
    if (!mayUse(item, caller)) return exceptionSaying(1006, 'User does not have access');
    return request.method !== 'GET' && !caller.mayWrite ? forbidden() : handle(item, request, caller);
  };
}

/** `?identifier_code=` and `?tag=` narrow the list. */
function list(kind: MysafeKind): ModuleRoute['handle'] {
  return (request, vault, caller) => {
    const code = request.query.get('identifier_code');
    const tag = request.query.get('tag');
    const items = [...itemsOf(vault, kind).values()].filter(
      (item) =>
        item.active &&
        mayUse(item, caller) &&
        (code === null || item.fields.get('identifier_code') === code) &&
        (tag === null || (item.fields.get('tags') ?? '').split(',').includes(tag)),
    );
    const listed = kind.fields.filter((name) => !kind.secret.includes(name));
    return success('Success', { [kind.onList]: items.map((item) => view(item, listed)) });
  };
}

function read(kind: MysafeKind): ItemHandler {
  return (item, _request, caller) => {
    if (!item.active) return exceptionSaying(1009, `${kind.noun} inactive`);
    const sealed = kind.secret.map((name): [string, string | null] => [
      name,
      seal(caller, item.fields.get(name) ?? null),
    ]);
    const entity = { ...view(item, kind.fields), ...Object.fromEntries(sealed), users_allowed: [], groups_allowed: [] };
    return success('Success', { [kind.entity]: entity });
  };
}

function create(kind: MysafeKind): ModuleRoute['handle'] {
  return (request, vault, caller) => {
    if (!caller.mayWrite) return forbidden();
    const required = ['name', kind.secret[0] ?? 'name'];
    const missing = required.find((name) => textField(request, name) === undefined);
    if (missing !== undefined) return missingParameter(missing);
    const items = itemsOf(vault, kind);
    const identifier = String(Math.max(0, ...[...items.keys()].map(Number)) + 1);
    const fields = new Map(kind.fields.map((name) => [name, textField(request, name) ?? null]));
    items.set(identifier, { identifier, active: true, users: [caller.name], fields });
    return success(`${kind.noun} successfully created`, { identifier }, { status: 201 });
  };
}

function update(kind: MysafeKind): ItemHandler {
  return (item, request) => {
    for (const name of kind.fields) item.fields.set(name, textField(request, name) ?? item.fields.get(name) ?? null);
    return success(`${kind.noun} successfully updated`);
  };
}

function setActive(kind: MysafeKind, active: boolean): ItemHandler {
  return (item) => {
    const done = active ? 'activated' : 'deactivated';
    const message = item.active === active ? `has already been ${done}` : `successfully ${done}`;
    item.active = active;
    return success(`${kind.noun} ${message}`);
  };
}

function itemsOf({ mysafe }: Vault, kind: MysafeKind): Map<string, MysafeItem> {
  const items = mysafe.get(kind);
  if (!items) throw new Error(`MySafe has no items of the kind ${kind.noun}.`);
  return items;
}

function mayUse({ users }: MysafeItem, caller: Authorization): boolean {
  return users === undefined || users.includes(caller.name);
}

function view({ identifier, fields }: MysafeItem, names: readonly string[]): Record<string, string | null> {
  return { identifier, ...Object.fromEntries(names.map((name) => [name, fields.get(name) ?? null])) };
}
