import fc from 'fast-check';
import { publicKeyOf } from '../../src/agent/public-key.js';
import { makeKey } from './real-ssh.js';
import { needs } from '../../../../test/harness/programs.js';

const { test } = needs('openssh');

const KINDS: readonly (readonly [string, readonly string[], string])[] = [
  ['ed25519', ['-t', 'ed25519'], ''],
  ['ed25519 with a passphrase', ['-t', 'ed25519'], 'fake passphrase'],
  ['RSA in OpenSSH format', ['-t', 'rsa', '-b', '2048'], ''],
  ['RSA in PKCS #1', ['-t', 'rsa', '-b', '2048', '-m', 'PEM'], ''],
  ['RSA in PKCS #1 with a passphrase', ['-t', 'rsa', '-b', '2048', '-m', 'PEM'], 'fake passphrase'],
  ['RSA in PKCS #8', ['-t', 'rsa', '-b', '2048', '-m', 'PKCS8'], ''],
  ['ECDSA P-256 in PEM', ['-t', 'ecdsa', '-b', '256', '-m', 'PEM'], ''],
  ['ECDSA P-521 in PKCS #8', ['-t', 'ecdsa', '-b', '521', '-m', 'PKCS8'], ''],
];

test.each(KINDS)('%s: the public key is the one that ssh-keygen made', (_, options, passphrase) => {
  const { privateKey, publicKey } = makeKey(options, passphrase);
  expect(publicKeyOf(privateKey, passphrase === '' ? undefined : passphrase)).toBe(publicKey);
});

test('a PEM key with a wrong passphrase has none', () => {
  const { privateKey } = makeKey(['-t', 'rsa', '-b', '2048', '-m', 'PEM'], 'fake passphrase');
  expect(publicKeyOf(privateKey, 'wrong')).toBeUndefined();
});

test('whatever is no key has none, and nothing is thrown', () => {
  const { privateKey } = makeKey(['-t', 'ed25519']);
  const damaged = fc.nat(privateKey.length).map((at) => privateKey.slice(0, at));
  const framed = fc
    .base64String()
    .map((text) => `-----BEGIN OPENSSH PRIVATE KEY-----\n${text}\n-----END OPENSSH PRIVATE KEY-----\n`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), framed, damaged), (text) => {
      const found = publicKeyOf(text, undefined);
      expect(found === undefined || /^[\x20-\x7e]*$/.test(found) || text.includes('OPENSSH')).toBe(true);
    }),
  );
});
