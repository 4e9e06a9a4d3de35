import fc from 'fast-check';
import { stringify } from 'yaml';
import { InputError } from '../../src/errors/senhasegura-error.js';
import { readConfigFile } from '../../src/settings/config-file.js';

test('texts stay as they are written', async () => {
  const texts = await readConfigFile('SENHASEGURA_TIMEOUT: 030\nSENHASEGURA_INSECURE: True\nOTHER: [1]\n', 'c.yaml');
  expect([...texts]).toEqual([
    ['SENHASEGURA_TIMEOUT', '030'],
    ['SENHASEGURA_INSECURE', 'True'],
  ]);
});

test("names are read without case, the vendor's other names and GitLab's three with them; others are skipped", async () => {
  const text =
    'senhasegura_url: u\nSENHASEGURA_SECRETS_FOLDER: f\nGitLab_Access_Token: t\nCI_PROJECT_ID: "1"\nSenha: x\n';
  expect([...(await readConfigFile(text, 'c.yaml'))]).toEqual([
    ['SENHASEGURA_URL', 'u'],
    ['SENHASEGURA_SECRETS_FOLDER', 'f'],
    ['GITLAB_ACCESS_TOKEN', 't'],
    ['CI_PROJECT_ID', '1'],
  ]);
});

test('an unknown name of ours brings the nearest', async () => {
  await expect(readConfigFile('senhasegura_client_secert: plainly-fake\n', 'c.yaml')).rejects.toThrow(
    'c.yaml holds "senhasegura_client_secert", which is no known setting: did you mean SENHASEGURA_CLIENT_SECRET?',
  );
});

test.each(['', '# nothing\n', '---\n'])('%j holds nothing', async (text) => {
  expect((await readConfigFile(text, 'c.yaml')).size).toBe(0);
});

test.each([
  ['a list', '- x\n'],
  ['a plain text', 'hello\n'],
  ['an unknown name', 'SENHASEGURA_URI: x\n'],
  ['a name twice', 'SENHASEGURA_URL: a\nsenhasegura_url: b\n'],
  ['a nested value', 'SENHASEGURA_URL: {a: b}\n'],
  ['broken YAML', 'SENHASEGURA_URL: "x\n'],
  ['an alias', 'a: &a x\nSENHASEGURA_URL: *b\n'],
])('%s is an error', async (_, text) => {
  await expect(readConfigFile(text, 'c.yaml')).rejects.toThrow(InputError);
});

test('no value is repeated by an error', async () => {
  const text = 'SENHASEGURA_CLIENT_SECRET: "plainly-fake\nSENHASEGURA_X: plainly-fake\n';
  await expect(readConfigFile(text, 'c.yaml')).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('plainly-fake') as string }) as Error,
  );
});

test('any text that a YAML writer wrote comes back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (secret) => {
      const texts = await readConfigFile(stringify({ SENHASEGURA_CLIENT_SECRET: secret }), 'c.yaml');
      expect(texts.get('SENHASEGURA_CLIENT_SECRET')).toBe(secret);
    }),
  );
});
