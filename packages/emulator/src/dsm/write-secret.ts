import { Buffer } from 'node:buffer';
import type { Block } from '../data/schema.js';
import { type Authorization, extendReach, reaches } from '../vault/authorization.js';
import { isOf, type Secret } from '../vault/dsm-state.js';
import type { Vault } from '../vault/vault.js';
import { exceptionSaying, type Failure, forbidden, missingParameter } from '../wire/reply.js';
import { textField, textFieldOf, type VaultRequest } from '../wire/request.js';

export type Written =
  | { readonly kind: 'written'; readonly secret: Secret; readonly created: boolean }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Creates the secret of an identity, or updates it; absent fields of an existing one stay as they are. */
export function writeSecret(identity: string, request: VaultRequest, vault: Vault, caller: Authorization): Written {
  if (!caller.mayWrite) return { kind: 'refused', failure: forbidden() };
  const same = vault.secrets.all().filter((secret) => secret.identity === identity && isOf(secret, caller));
  if (same.length > 0 && !reaches(caller.secrets, identity)) {
    return { kind: 'refused', failure: exceptionSaying(1001, 'The identifier is in use') };
  }
  const existing = same[0];
  const given = request.body.fields.get('data');
  const data = given === undefined ? undefined : blocksOf(given);
  if (given !== undefined && data === undefined) {
    return { kind: 'refused', failure: exceptionSaying(1001, 'The parameter data is invalid') };
  }
  if (!existing && data === undefined) return { kind: 'refused', failure: missingParameter('data') };
  const secret = existing ?? addSecret(identity, data ?? [], vault, caller);
  secret.name = textFieldOf(request, 'name', 'secret_name') ?? secret.name;
  secret.engine = textField(request, 'engine') ?? secret.engine;
  secret.expirationDate = textField(request, 'expiration_date') ?? secret.expirationDate;
  secret.data = data ?? secret.data;
  for (const name of renewals) {
    const minutes = request.body.fields.get(name);
    // An empty value turns the renewal off (wire contract §8).
    if (minutes !== undefined) secret.renewal.set(name, textField(request, name) ?? false);
  }
  if (existing) secret.version = String(Number(secret.version) + 1 || 2);
  return { kind: 'written', secret, created: !existing };
}

const renewals = ['renew_cloud_time', 'renew_credential_time', 'renew_ephemeral_credential_time'];

/** A new secret is the calling authorization's own: those of other environments do not list it (wire contract §3). */
export function addSecret(identity: string, data: Block[] | Block, vault: Vault, caller: Authorization): Secret {
  const { application, system, environment } = caller;
  extendReach(caller.secrets, identity);
  return vault.secrets.add({
    ...{ identity, version: '1', engine: 'Generic', expirationDate: '', data },
    ...{ application, system, environment },
  });
}

/** What `data` of a secret can hold on its way in (wire contract §3); undefined when it is none of the forms. */
function blocksOf(data: unknown): Block[] | Block | undefined {
  const value = typeof data === 'string' ? parseText(data) : data;
  if (!isObject(value)) return undefined;
  const known = ['access_keys', 'credentials', 'key_value'];
  return Object.keys(value).some((name) => known.includes(name)) ? labelledBlocks(value) : flatBlock(value);
}

/** Base64 of JSON, as the CLI sends it, or JSON itself. */
function parseText(text: string): unknown {
  const json = text.trimStart().startsWith('{') ? text : Buffer.from(text, 'base64').toString('utf8');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** One block per access key and per credential, and one for all key/value pairs. */
function labelledBlocks(value: Readonly<Record<string, unknown>>): Block[] | undefined {
  const groups = [
    ...listOf(value.access_keys).map((item) => fieldsOf(item, 'access_key')),
    ...listOf(value.credentials).map((item) => fieldsOf(item, 'credential')),
    ...listOf(value.key_value).map((item) => (isObject(item) ? item.fields : undefined)),
  ];
  const blocks = groups.map((fields) => (isObject(fields) ? flatBlock(unlabelled(fields)) : undefined));
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function fieldsOf(item: unknown, kind: string): unknown {
  const inner = isObject(item) ? item[kind] : undefined;
  return isObject(inner) ? inner.fields : undefined;
}

/** `x` with a sibling `x_label` is stored under the label: the name that a job will see. */
function unlabelled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const renamed = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (name.endsWith('_label')) return [];
    const label = fields[`${name}_label`];
    return [[typeof label === 'string' && label !== '' ? label : name, value]];
  });
  return Object.fromEntries(renamed);
}

function flatBlock(fields: Readonly<Record<string, unknown>>): Block | undefined {
  const entries = Object.entries(fields);
  const flat = entries.every(([, value]) => value === null || typeof value === 'string' || typeof value === 'number');
  return flat ? (Object.fromEntries(entries) as Block) : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
