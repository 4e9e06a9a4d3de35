import { visitLeaves } from './leaves.js';
import { isNeverMasked, isOrdinary } from './ordinary.js';
import { saysSecret } from './secret-keys.js';

/** A place in a text where a secret seems to stand; never what stands there. */
export interface Suspect {
  /** A pointer to it (RFC 6901), as `mask=/pointer` has it; empty for the whole text. */
  readonly path: string;
  readonly text: string;
}

/** Shorter ones are placeholders more often than secrets. */
const SHORTEST = 8;

/** What stands for a value that comes from elsewhere: of shells and CI systems, of templates, of ours, encrypted by sops or Ansible. */
const STANDS_FOR =
  /^(?:\$[({\w]|\{\{|<[^>]*>$|%\w+%$|(?:dsm|pam|ssh|info|mysafe-\w+|cert|op|vault):|ENC\[|\$ANSIBLE_VAULT)/;

/** The private half of a key (RFC 7468, OpenSSH, OpenPGP). */
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/;

/** Whether a text under a name seems to be a secret: the name says so, and the text looks like none that anybody may read. */
export function looksSecret(name: string, text: string): boolean {
  if (PRIVATE_KEY.test(text)) return true;
  const trimmed = text.trim();
  if (trimmed.length < SHORTEST || STANDS_FOR.test(trimmed)) return false;
  return saysSecret(name) && !isNeverMasked(trimmed) && !isOrdinary(trimmed);
}

/**
 * The places in a text where a secret seems to stand: in JSON, in files of assignments, in URLs and connection strings (see
 * `visitLeaves`), each once.
 */
export function suspectsIn(text: string): readonly Suspect[] {
  const suspects = new Map<string, Suspect>();
  if (PRIVATE_KEY.test(text)) suspects.set('', { path: '', text });
  visitLeaves(text, ({ key, path, text: leaf }) => {
    if (!suspects.has(path) && looksSecret(key, leaf)) suspects.set(path, { path, text: leaf });
  });
  return [...suspects.values()];
}
