import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeSshKeyPair } from '../../src/vault/ssh-key-pair.js';
import { needs } from '../../../../test/harness/programs.js';

describe('makeSshKeyPair', () => {
  needs('openssh').test.each([
    ['ed25519', null],
    ['ecdsa', null],
    ['ecdsa', 'fake-passphrase'],
    ['rsa', null],
    ['rsa', 'fake-passphrase'],
  ] as const)('ssh-keygen reads the public key out of an %s key with passphrase %j', (kind, passphrase) => {
    const folder = mkdtempSync(join(tmpdir(), 'ssh-key-pair-'));
    const file = join(folder, 'key');
    const { privateKey, publicKey } = makeSshKeyPair(kind, 'deploy@web.example.com', passphrase);
    writeFileSync(file, privateKey, { mode: 0o600 });
    const read = execFileSync('ssh-keygen', ['-y', '-P', passphrase ?? '', '-f', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const [type, blob] = publicKey.split(' ');
    expect(read.split(' ').slice(0, 2).join(' ').trim()).toBe(`${type} ${blob}`);
  });

  test('no two keys are the same', () => {
    expect(makeSshKeyPair('ed25519', 'a', null)).not.toEqual(makeSshKeyPair('ed25519', 'a', null));
  });
});
