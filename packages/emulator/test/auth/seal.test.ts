import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { startEmulator } from '../../src/index.js';
import { clientOf } from '../support/client.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

async function readBlock(encryption: {
  padding?: 'oaep-sha1' | 'oaep-sha256' | 'pkcs1';
  failing?: boolean;
  fields?: 'all';
}) {
  const emulator = await startEmulator({
    data: {
      authorizations: [
        {
          name: 'default',
          auth: { method: 'oauth2', clientId: 'id', clientSecret: 'fake-secret' },
          encryption: { publicKey, ...encryption },
        },
      ],
      secrets: [{ identity: 's', data: { username: 'u', password: 'p-ç', long: 'x'.repeat(300), none: null, n: 7 } }],
    },
  });
  const client = clientOf(emulator);
  const answer = await client.as('default', 'GET', '/iso/sctm/secret');
  client.close();
  await emulator.stop();
  return JSON.parse(JSON.stringify(answer.json().secrets?.[0]?.data)) as Record<string, string>;
}

describe('encrypted answers', () => {
  test.each([
    ['oaep-sha1', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha1' }],
    ['oaep-sha256', { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }],
  ] as const)('%s opens with the private key', async (padding, options) => {
    const block = await readBlock({ padding });
    const open = (text = '') => privateDecrypt({ key: privateKey, ...options }, Buffer.from(text, 'base64')).toString();
    expect(open(block.password)).toBe('p-ç');
    expect(open(block.n)).toBe('7');
    expect(block).toMatchObject({ username: 'u', none: null, long: 'An error occurred while encrypting the text' });
  });

  test('pkcs1 is PKCS#1 v1.5: 00 02, padding, 00, text', async () => {
    const block = await readBlock({ padding: 'pkcs1', fields: 'all' });
    const sealed = Buffer.from(block.username ?? '', 'base64');
    const plain = privateDecrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, sealed);
    expect(plain.subarray(0, 2)).toEqual(Buffer.from([0, 2]));
    expect(plain.subarray(plain.indexOf(0, 2) + 1).toString()).toBe('u');
  });

  test('a failing switch sends the sentence of the vendor', async () => {
    const block = await readBlock({ failing: true });
    expect(block).toMatchObject({ username: 'u', password: 'An error occurred while encrypting the text' });
  });
});
