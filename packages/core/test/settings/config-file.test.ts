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

test.each(['', '# nothing\n', '---\n'])('%j holds nothing', async (text) => {
  expect((await readConfigFile(text, 'c.yaml')).size).toBe(0);
});

test.each([
  ['a list', '- x\n'],
  ['a plain text', 'hello\n'],
  ['an unknown name', 'SENHASEGURA_URI: x\n'],
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
