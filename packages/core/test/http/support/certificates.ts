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
  /** For `localhost` and 127.0.0.1. */
  issue(days?: number): Pair;
  remove(): void;
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

export function createAuthority(name = 'Test authority'): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'certificates-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  openssl('req', '-x509', ...KEY, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', `/CN=${name}`);
  return {
    cert: read('ca.pem'),
    key: read('ca.key'),
    issue: (days = 2) => {
      const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
      openssl('req', '-new', ...KEY, '-keyout', 's.key', '-out', 's.csr', '-subj', '/CN=localhost', ...names);
      const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
      openssl('x509', '-req', '-in', 's.csr', ...signed, '-days', String(days), '-out', 's.pem');
      return { cert: read('s.pem'), key: read('s.key') };
    },
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
