import { quoteText } from '../../errors/quote-text.js';
import type { Reading } from '../../values/reading.js';
import type { ListedCredential } from './listed-credential.js';

/** An id is digits; everything else is an identifier or username@hostname, which only the list can tell. */
export function isCredentialId(reference: string): boolean {
  return /^\d{1,18}$/.test(reference);
}

/**
 * The id of the credential that an identifier or `username@hostname` means. An identifier beats username@hostname; a user
 * name may hold an `@` itself.
 */
export function findCredential(reference: string, listed: readonly ListedCredential[]): Reading<string> {
  const byIdentifier = listed.filter(({ identifier }) => identifier === reference);
  const found =
    byIdentifier.length > 0
      ? byIdentifier
      : listed.filter(({ username, hostname }) => `${username}@${hostname}` === reference);
  const ids = [...new Set(found.map(({ id }) => id))];
  const [id] = ids;
  if (id === undefined) {
    return {
      problem: `the authorization can read nothing with the identifier or username@hostname ${quoteText(reference)}. Check its spelling, and that the authorization has access to it in the console.`,
    };
  }
  if (ids.length > 1) {
    return {
      problem: `${quoteText(reference)} means ${ids.length} items (ids ${ids.slice(0, 5).join(', ')}). Write the id instead.`,
    };
  }
  if (!isCredentialId(id)) return { problem: `the vault lists ${quoteText(reference)} with an id that is no number.` };
  return { ok: id };
}
