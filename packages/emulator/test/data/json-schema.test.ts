import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { sampleData } from '../../src/index.js';

const file = new URL('../../schemas/vault-data.schema.json', import.meta.url);
const options = { validateFormats: false, allErrors: true, allowUnionTypes: true };
const validate = new Ajv(options).compile(JSON.parse(readFileSync(file, 'utf8')) as object);

describe('the JSON schema of the data file', () => {
  test.each(['plain', 'odd'] as const)('takes the sample %s', (name) => {
    validate(JSON.parse(JSON.stringify(sampleData(name))));
    expect(validate.errors).toBeNull();
  });

  test('knows what is no data of a vault', () => {
    const auth = { method: 'oauth2', clientId: 'id' };
    expect(
      validate({ authorizations: [{ name: 'x', auth }], secrets: [{ identity: 's', data: { a: {} } }], more: 1 }),
    ).toBe(false);
    const places = new Set(validate.errors?.map(({ instancePath }) => instancePath));
    expect([...places]).toEqual(expect.arrayContaining(['', '/authorizations/0/auth', '/secrets/0/data']));
  });
});
