import { createVault, type Vault } from '../../src/vault/vault.js';
import type { Settings } from '../../src/settings/settings.js';
import { answering } from '../http/support/client.js';

/** What a route answers: the JSON body, or a status with its body. */
export type Answer = Readonly<Record<string, unknown>> | { readonly status: number; readonly body: unknown };

/** The vendor's shape of a failure: `[404, 1007]`. */
export function failure(status: number, code: number): Answer {
  const response = { status, error: true, error_code: 1, message: '' };
  return { status, body: { response, exception: { code, message: `${code}: plainly fake` } } };
}

export const NO_ROUTE: Answer = { status: 404, body: { message: 'no Route matched with those values' } };

/**
 * A vault whose answers are given: `METHOD /path` → answer. What is not given is no route. `asked` fills with
 * `METHOD /path?query`.
 */
export function vaultAnswering(
  answers: Readonly<Record<string, Answer | (() => Answer)>>,
  api: Settings['api'] = 'auto',
): { readonly vault: Vault; readonly asked: string[] } {
  const asked: string[] = [];
  const http = answering(({ method, path, query }) => {
    const text = new URLSearchParams(query).toString();
    asked.push(`${method} ${path}${text === '' ? '' : `?${text}`}`);
    const found = answers[`${method} ${path}`] ?? NO_ROUTE;
    const answer = typeof found === 'function' ? found() : found;
    const isWhole = 'status' in answer && 'body' in answer;
    return { status: isWhole ? Number(answer.status) : 200, body: JSON.stringify(isWhole ? answer.body : answer) };
  });
  const authenticator = { authorize: () => Promise.resolve({ headers: {} }), renew: () => Promise.resolve(false) };
  return { vault: createVault({ http, authenticator, api }), asked };
}
