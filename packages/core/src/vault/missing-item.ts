import { NoSuchRouteError } from '../errors/no-such-route-error.js';
import { APIError } from '../errors/senhasegura-error.js';
import type { ItemReading } from './item.js';

/** Credential, SSH key, information, MySafe item not found (contract section 1). */
const NOT_FOUND = new Set([1005, 1007, 1015, 1023]);

/** A failed read as "missing" where the vault says that there is no such item; any other failure is thrown again. */
export function missingOr(error: unknown): ItemReading {
  if (error instanceof APIError && !(error instanceof NoSuchRouteError)) {
    const byCode = error.vaultCode !== undefined && NOT_FOUND.has(error.vaultCode);
    if (byCode || (error.vaultCode === undefined && error.status === 404))
      return { kind: 'missing', why: error.message };
  }
  throw error;
}
