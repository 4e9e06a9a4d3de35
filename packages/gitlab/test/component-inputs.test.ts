import fc from 'fast-check';
import { readSecretsInput } from '../src/component-inputs.js';

const never = () => Promise.reject(new Error('no file is to be read'));
const given = (text: string) => readSecretsInput({ SENHASEGURA_INPUT_SECRETS: text }, never);

test('reads the list that GitLab writes as JSON, whatever its lines hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (lines) => {
      expect(await given(`json:${JSON.stringify(lines)}`)).toEqual({ ok: lines.join('\n') });
    }),
  );
});

test('reads what Ruby escapes, which JSON.stringify does not', async () => {
  expect(await given(String.raw`json:["dsm:a\u0026b#c \u003e D"]`)).toEqual({ ok: 'dsm:a&b#c > D' });
});

test('an empty list selects nothing, so that the default counts', async () => {
  expect(await given('json:[]')).toEqual({ ok: undefined });
  expect(await given('')).toEqual({ ok: undefined });
  expect(await readSecretsInput({}, never)).toEqual({ ok: undefined });
});

test('lines themselves do as well, for a job that sets the variable by hand', async () => {
  expect(await given('dsm:a\ndsm:b')).toEqual({ ok: 'dsm:a\ndsm:b' });
});

test.each(['json:', 'json:{}', 'json:"a"', 'json:[1]', 'json:["a",null]', 'json:["a"', 'json:$[[ inputs.secrets ]]'])(
  'refuses %s',
  async (text) => {
    expect(await given(text)).toEqual({
      problem: expect.stringContaining('input secrets: is no list of lines') as string,
    });
  },
);

test('reads a file of the project, and says when it is not there', async () => {
  const read = (path: string) =>
    path === '/builds/project/deploy/secrets.txt' ? Promise.resolve('dsm:a') : Promise.reject(new Error('ENOENT'));
  const from = (file: string) =>
    readSecretsInput({ CI_PROJECT_DIR: '/builds/project', SENHASEGURA_INPUT_REFERENCES_FILE: file }, read);
  expect(await from('deploy/secrets.txt')).toEqual({ ok: 'dsm:a' });
  expect(await from('nowhere')).toEqual({ problem: expect.stringContaining('"nowhere" can\'t be read') as string });
});

test('refuses a list and a file at once', async () => {
  const both = { SENHASEGURA_INPUT_SECRETS: 'json:["dsm:a"]', SENHASEGURA_INPUT_REFERENCES_FILE: 'secrets.txt' };
  expect(await readSecretsInput(both, never)).toEqual({ problem: expect.stringContaining('not both') as string });
});
