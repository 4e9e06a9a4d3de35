import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** A certificate authority of its own, and what it signs, made by the `openssl` program: an independent hand. */
export interface Authority extends Pair {
  /** For `localhost` and 127.0.0.1, or for the names given. */
  issue(days?: number, wishes?: { readonly names?: string; readonly digest?: 'sha1' }): Pair;
  /** An authority that this one has signed. */
  intermediate(name: string): Authority;
  remove(): void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export function createAuthority(name = 'Test authority'): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  openssl(folder, 'req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', `/CN=${name}`);
  return authorityIn(folder);
}

function openssl(cwd: string, ...args: readonly string[]): void {
  execFileSync('openssl', args, { cwd, stdio: 'pipe' });
}

function authorityIn(folder: string): Authority {
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
  return {
    cert: read('ca.pem'),
    key: read('ca.key'),
    issue: (days = 2, { names = 'DNS:localhost,IP:127.0.0.1', digest } = {}) => {
      const asked = ['-subj', '/CN=localhost', '-addext', `subjectAltName=${names}`];
      openssl(folder, 'req', '-new', ...KEY, '-keyout', 's.key', '-out', 's.csr', ...asked);
      const how = [...signed, ...(digest === undefined ? [] : [`-${digest}`])];
      openssl(folder, 'x509', '-req', '-in', 's.csr', ...how, '-days', String(days), '-out', 's.pem');
      return { cert: read('s.pem'), key: read('s.key') };
    },
    intermediate: (name) => {
      const inner = mkdtempSync(join(folder, 'intermediate-'));
      const asked = ['-subj', `/CN=${name}`, '-addext', 'basicConstraints=critical,CA:TRUE'];
      openssl(folder, 'req', '-new', ...KEY, '-keyout', join(inner, 'ca.key'), '-out', 'i.csr', ...asked);
      openssl(folder, 'x509', '-req', '-in', 'i.csr', ...signed, '-days', '2', '-out', join(inner, 'ca.pem'));
      return authorityIn(inner);
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
