import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TABLE = fileURLToPath(new URL('../../../../../docs/vault.md', import.meta.url));

/** Each endpoint of the table in docs/vault.md, with what is filled in. */
const ENDPOINTS = [...readFileSync(TABLE, 'utf8').matchAll(/^\| `(\w+ \/\S+)`/gm)].map(
  ([, endpoint = '']) => new RegExp(`^${endpoint.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
);

/** Those of some requests (`POST /iso/pam/key`) that docs/vault.md does not know. */
export function undocumented(requests: readonly string[]): readonly string[] {
  return requests.filter((request) => !ENDPOINTS.some((endpoint) => endpoint.test(request)));
}
