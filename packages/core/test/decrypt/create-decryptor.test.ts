import { execFileSync } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { createDecryptor } from '../../src/decrypt/create-decryptor.js';
import { PADDINGS, type Padding } from '../../src/decrypt/decrypted.js';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { encrypt, makePair, room } from './keys.js';
import { needs } from '../../../../test/harness/programs.js';

const PAIR = makePair();
const OTHER = makePair();
/** Of a length that is no whole number of bytes, and a long one. */
const ODD = makePair(1030);
const LONG = makePair(3072);

/** A decryptor, and what it wrote to the log. */
function decryptor(pair = PAIR) {
  const lines: string[] = [];
  const decrypt = createDecryptor(pair.privateKey, {
    debug: (line) => {
      lines.push(line);
    },
  });
  return { decrypt, lines };
}

const NOT_OPENED = { kind: 'refused', problem: expect.stringContaining('does not open it') as unknown };

describe.each(PADDINGS)('a value encrypted with %s', (padding) => {
  test.each(['hunter2', '', 'não é ☃ 🔑', '\ufeffBOM', 'two\r\nlines\n', ' ', '\0'])(
    '%j comes out as it was',
    (text) => {
      expect(decryptor().decrypt(encrypt(PAIR, padding, text))).toEqual({ kind: 'decrypted', text, padding });
    },
  );

  test('opens in one block when it just fits, and in several when it does not', () => {
    const most = 'x'.repeat(room(PAIR, padding));
    for (const text of [most, `${most}y`, most.repeat(4)]) {
      expect(decryptor().decrypt(encrypt(PAIR, padding, text))).toEqual({ kind: 'decrypted', text, padding });
    }
  });

  test('keeps a character that lies across two blocks', () => {
    const text = `${'x'.repeat(room(PAIR, padding) - 1)}🔑`;
    expect(decryptor().decrypt(encrypt(PAIR, padding, text))).toEqual({ kind: 'decrypted', text, padding });
  });

  test('opens for keys whose length is no whole number of bytes, and for long ones', () => {
    for (const pair of [ODD, LONG]) {
      const sealed = encrypt(pair, padding, 'hunter2');
      expect(decryptor(pair).decrypt(sealed)).toEqual({ kind: 'decrypted', text: 'hunter2', padding });
    }
  });

  test('is refused when it is for another key', () => {
    expect(decryptor().decrypt(encrypt(OTHER, padding, 'hunter2'))).toEqual(NOT_OPENED);
  });

  test('is refused when it is no UTF-8', () => {
    for (const bytes of [Buffer.of(0xff, 0xfe), Buffer.of(0xc3), Buffer.from('eda080', 'hex')]) {
      expect(decryptor().decrypt(encrypt(PAIR, padding, bytes))).toEqual(NOT_OPENED);
    }
  });

  test('is refused when one of its blocks is damaged', () => {
    const sealed = Buffer.from(encrypt(PAIR, padding, 'x'.repeat(3 * room(PAIR, padding))), 'base64');
    sealed.fill(7, 300, 310);
    expect(decryptor().decrypt(sealed.toString('base64'))).toEqual(NOT_OPENED);
  });

  test('is opened once: what comes out is a value, even if it looks like ciphertext', () => {
    const inner = encrypt(PAIR, padding, 'x');
    const sealed = encrypt(PAIR, padding, inner);
    expect(decryptor().decrypt(sealed)).toEqual({ kind: 'decrypted', text: inner, padding });
    const sentence = 'An error occurred while encrypting the text';
    expect(decryptor().decrypt(encrypt(PAIR, padding, sentence))).toMatchObject({ kind: 'decrypted', text: sentence });
  });

  test('comes out as it was, whatever was opened before it', () => {
    const { decrypt } = decryptor();
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(text, fc.constantFrom(...PADDINGS), (value, before) => {
        decrypt(encrypt(PAIR, before, 'before'));
        expect(decrypt(encrypt(PAIR, padding, value))).toEqual({ kind: 'decrypted', text: value, padding });
      }),
      { numRuns: 25 },
    );
  });
});

needs('openssl').describe('with openssl as the one who encrypts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'decrypt-'));
  const file = join(folder, 'public.pem');
  writeFileSync(file, PAIR.publicKey.export({ type: 'spki', format: 'pem' }));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each<[Padding, readonly string[]]>([
    ['OAEP with SHA-1', ['rsa_padding_mode:oaep']],
    ['OAEP with SHA-256', ['rsa_padding_mode:oaep', 'rsa_oaep_md:sha256']],
    ['PKCS #1 v1.5', ['rsa_padding_mode:pkcs1']],
  ])('opens %s', (padding, options) => {
    const settings = options.flatMap((option) => ['-pkeyopt', option]);
    const input = 'correct horse ☃';
    const sealed = execFileSync('openssl', ['pkeyutl', '-encrypt', '-pubin', '-inkey', file, ...settings], { input });
    expect(decryptor().decrypt(sealed.toString('base64'))).toEqual({ kind: 'decrypted', text: input, padding });
  });
});

describe('what is not encrypted', () => {
  test.each([
    'hunter2',
    '',
    'aHVudGVyMg==',
    randomBytes(255).toString('base64'),
    'não',
    '-----BEGIN PRIVATE KEY-----\n',
  ])('%j stays as it is', (text) => {
    expect(decryptor().decrypt(text)).toEqual({ kind: 'plain', text });
  });

  test('stays as it is, whatever text it is', () => {
    const { decrypt, lines } = decryptor();
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String({ maxLength: 340 })), (text) => {
        expect(decrypt(text)).toEqual({ kind: 'plain', text });
      }),
    );
    expect(lines).toEqual([]);
  });

  test('the sentence of a vault that could not encrypt is refused', () => {
    expect(decryptor().decrypt('An error occurred while encrypting the text')).toEqual({
      kind: 'refused',
      problem: expect.stringContaining('could not encrypt the value') as unknown,
    });
  });

  test('256 bytes in base64 are refused, and never become others', () => {
    const { decrypt } = decryptor();
    for (let count = 0; count < 300; count += 1) {
      expect(decrypt(randomBytes(256).toString('base64'))).toEqual(NOT_OPENED);
    }
    expect(decrypt(Buffer.alloc(256).toString('base64'))).toEqual(NOT_OPENED);
    expect(decrypt(Buffer.alloc(256, 0xff).toString('base64'))).toEqual(NOT_OPENED);
  });
});

test('a problem quotes nothing of the value', () => {
  const value = randomBytes(256).toString('base64');
  expect(JSON.stringify(decryptor().decrypt(value))).not.toContain(value.slice(0, 8));
});

test('the log says once for each padding that it works', () => {
  const { decrypt, lines } = decryptor();
  for (const padding of ['PKCS #1 v1.5', 'PKCS #1 v1.5', 'OAEP with SHA-1', 'PKCS #1 v1.5'] as const) {
    decrypt(encrypt(PAIR, padding, 'hunter2'));
  }
  expect(lines).toEqual([
    'Encrypted answers open with RSA, PKCS #1 v1.5.',
    'Encrypted answers open with RSA, OAEP with SHA-1.',
  ]);
});

test.each([
  ['a public key', PAIR.publicKey],
  ['a key of another kind', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey],
  ['a key for signatures alone', generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey],
])('%s is an error', (_, key) => {
  expect(() => createDecryptor(key, { debug: () => undefined })).toThrow(InputError);
});
