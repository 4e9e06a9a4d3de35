import fc from 'fast-check';
import { looksSecret, suspectsIn } from '../../src/masking/suspects.js';

const RANDOM = 'fake-9f3KzQ7w';

test.each([
  ['DB_PASSWORD', RANDOM],
  ['apiKey', RANDOM],
  ['senha', `  ${RANDOM}\n`],
  ['NOTES', '-----BEGIN RSA PRIVATE KEY-----\nZmFrZQ==\n-----END RSA PRIVATE KEY-----'],
  ['NOTES', 'x\n-----BEGIN PGP PRIVATE KEY BLOCK-----\nZmFrZQ==\n'],
])('%s=%j looks like a secret', (name, text) => {
  expect(looksSecret(name, text)).toBe(true);
});

test.each([
  ['NAME', RANDOM],
  ['TOKEN_URL', 'https://id.example.com/x?k=9f3KzQ7w'],
  ['PASSWORD', 'short1!'],
  ['PASSWORD', 'changeme'],
  ['PASSWORD', 'production'],
  ['PASSWORD', '${DB_PASSWORD:-9f3KzQ7w}'],
  ['PASSWORD', '$DB_PASSWORD_9f3KzQ'],
  ['PASSWORD', '$(cat /run/9f3KzQ7w)'],
  ['PASSWORD', '${{ secrets.DB_PASSWORD }}'],
  ['PASSWORD', '{{ dsm:database#9f3KzQ7w }}'],
  ['PASSWORD', 'dsm:database-prod#9f3KzQ7w'],
  ['PASSWORD', 'op://vault/item/9f3KzQ7w'],
  ['PASSWORD', '<your password 9f3KzQ7w>'],
  ['PASSWORD', '%DB_PASSWORD9f3K%'],
  ['PASSWORD', 'ENC[AES256_GCM,data:9f3KzQ7w]'],
  ['PASSWORD', '********************'],
  ['NOTES', '-----BEGIN PUBLIC KEY-----\nZmFrZQ==\n-----END PUBLIC KEY-----'],
])('%s=%j does not', (name, text) => {
  expect(looksSecret(name, text)).toBe(false);
});

test('where in a file: JSON, YAML, dotenv, INI, npm, URLs', () => {
  const places = (text: string) => suspectsIn(text).map(({ path }) => path);
  expect(places(JSON.stringify({ db: { host: 'db', password: RANDOM }, tokens: [RANDOM] }))).toContain('/db/password');
  expect(places(`db:\n  host: db.example.com\n  password: ${RANDOM}\n`)).toEqual(['/db/password']);
  expect(places(`HOST=db\nDB_PASSWORD=${RANDOM}\nURL=postgres://u:${RANDOM}@db/x\n`)).toEqual([
    '/DB_PASSWORD',
    '/URL/password',
  ]);
  expect(places(`[default]\nregion=us-east-1\nclient_secret = ${RANDOM}\n`)).toEqual(['/default/client_secret']);
  expect(places(`registry=https://npm.example.com/\n//npm.example.com/:_authToken=${RANDOM}\n`)).toHaveLength(1);
  expect(places('-----BEGIN OPENSSH PRIVATE KEY-----\nZmFrZQ==\n-----END OPENSSH PRIVATE KEY-----\n')).toEqual(['']);
  expect(places('# Read me\n\nThe password is in the vault.\n')).toEqual([]);
  expect(places('const password = readPassword();\nexport default password;\n')).toEqual([]);
});

test('whatever the text, a place is told once, and something that could be a secret stands there', () => {
  const unit = fc.constantFrom('=', ':', ' ', '\n', '{', '}', '"', '-', '$', '/', '@', 'password', RANDOM);
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
      const suspects = suspectsIn(text);
      expect(new Set(suspects.map(({ path }) => path)).size).toBe(suspects.length);
      for (const suspect of suspects) expect(suspect.text.trim().length).toBeGreaterThan(7);
    }),
  );
});
