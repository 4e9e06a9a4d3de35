import fc from 'fast-check';
import { readSecretData, type SecretContent } from '../../../src/vault/dsm/secret-content.js';

const opened = (data: string): unknown => JSON.parse(Buffer.from(data, 'base64').toString('utf8'));

describe('readSecretData', () => {
  test("writes the contract's form", () => {
    const { data, problems } = readSecretData({
      accessKeys: [
        {
          type: 'aws',
          accessKeyId: { value: 'fake-id', label: 'AWS_ACCESS_KEY_ID' },
          secretAccessKey: { value: 'fake-secret', label: 'AWS_SECRET_ACCESS_KEY' },
        },
      ],
      credentials: [
        {
          user: { value: 'fake-user', label: 'DB_USER' },
          password: 'fake-password',
          host: 'db.example.com',
          additionalInformation: 'x',
        },
      ],
      keyValue: { KEY: 'fake-value' },
    });
    expect(problems).toEqual([]);
    expect(opened(data)).toEqual({
      access_keys: [
        {
          access_key: {
            type: 'aws',
            fields: {
              access_key_id: 'fake-id',
              access_key_id_label: 'AWS_ACCESS_KEY_ID',
              secret_access_key: 'fake-secret',
              secret_access_key_label: 'AWS_SECRET_ACCESS_KEY',
            },
          },
        },
      ],
      credentials: [
        {
          credential: {
            fields: {
              user: 'fake-user',
              user_label: 'DB_USER',
              password: 'fake-password',
              host: 'db.example.com',
              additional_information: 'x',
            },
          },
        },
      ],
      key_value: { fields: { KEY: 'fake-value' } },
    });
  });

  test('reports all problems together, and quotes no value', () => {
    const odd = {
      accessKeys: [{ type: 'oci', accessKeyId: 7, user: 'fake' }],
      credentials: [{}, { password: { value: 'fake', label: '' } }],
      keyValue: { '': 'fake', A: 7, B: 'fake\ud800' },
    };
    const { problems } = readSecretData(odd as unknown as SecretContent);
    expect(problems).toEqual([
      'secret: accessKeys[0].type has to be aws, azure or gcp.',
      'secret: accessKeys[0].accessKeyId has to be a text, or a value with a label.',
      'secret: accessKeys[0] has the unknown field "user".',
      'secret: accessKeys[0].secretAccessKey is missing.',
      'secret: credentials[0] has to have a field.',
      'secret: credentials[1].password has a label that is no name.',
      'secret: credentials[1] has to have a field.',
      'secret: keyValue has a name that is empty or not on one line.',
      'secret: keyValue["A"] has to be a text.',
      'secret: keyValue["B"] has to be a text.',
    ]);
  });

  test.each([{}, { accessKeys: [], credentials: [], keyValue: {} }])('an empty secret is refused', (content) => {
    expect(readSecretData(content).problems).toEqual([
      'secret: there is nothing in it; give accessKeys, credentials or keyValue.',
    ]);
  });

  test('carries every key and value, `__proto__` too', () => {
    const word = fc.oneof(fc.stringMatching(/^[A-Za-z_.-]{1,10}$/), fc.constant('__proto__'));
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 1 }), fc.string({ unit: 'grapheme' }), (words, value) => {
        const keyValue = Object.fromEntries(words.map((key) => [key, value]));
        const { data, problems } = readSecretData({ keyValue });
        expect(problems).toEqual([]);
        const { key_value: block } = opened(data) as { readonly key_value: { readonly fields: object } };
        expect(Object.entries(block.fields).sort()).toEqual(Object.entries(keyValue).sort());
      }),
    );
  });
});
