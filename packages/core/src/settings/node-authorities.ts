import type { Environment } from './environment.js';
import type { ReadTextFile } from './pem-text.js';

/**
 * The certificates that NODE_EXTRA_CA_CERTS names, in PEM after a line end; empty where there are none. Node 20 forgets them as soon as a
 * context gets another authority, so that they must be given along with it. A file that can't be read is passed over with a
 * warning by Node itself at its start.
 */
export async function nodeAuthorities(environment: Environment, readTextFile: ReadTextFile): Promise<string> {
  const path = environment.NODE_EXTRA_CA_CERTS ?? '';
  if (path === '') return '';
  try {
    const text = await readTextFile(path);
    return text.includes('-----BEGIN CERTIFICATE-----') ? `\n${text}` : '';
  } catch {
    return '';
  }
}
