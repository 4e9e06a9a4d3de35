import type { VaultDataInput } from './schema.js';

type AuthorizationInput = VaultDataInput['authorizations'][number];

/** One authorization per method of proof and per restriction; `default` is the one a first try uses. */
export function sampleAuthorizations(): AuthorizationInput[] {
  return [
    { ...oauth2('default'), description: 'An application of the emulator', tags: ['demo', 'emulator'] },
    { ...oauth2('second'), environment: 'production' },
    { ...oauth2('registrar'), application: 'registrar', mayRegister: true },
    { ...oauth2('mysafe'), application: 'mysafe', modules: ['mysafe'] },
    { ...oauth2('encrypting'), application: 'encrypting', encryption: {} },
    { ...oauth2('encryption-failing'), application: 'encryption-failing', encryption: { failing: true } },
    { ...oauth2('client-certificate'), application: 'client-certificate', clientCertificate: 'generate' },
    { ...oauth2('expired'), application: 'expired', expires: '2020-01-01T00:00:00Z' },
    { ...oauth2('inactive'), application: 'inactive', active: false },
    { ...oauth2('ip-restricted'), application: 'ip-restricted', allowedIps: ['192.0.2.0/24'] },
    {
      ...oauth2('referer-restricted'),
      application: 'referer-restricted',
      allowedReferers: ['https://ci.example.com/'],
    },
    { ...oauth2('read-only'), application: 'read-only', mayWrite: false },
    { ...oauth2('no-secrets'), application: 'no-secrets', secrets: [], credentials: [] },
    {
      name: 'oauth1',
      application: 'oauth1',
      auth: {
        method: 'oauth1',
        consumerKey: 'emulator-consumer-key',
        consumerSecret: 'fake-consumer-secret',
        tokenKey: 'emulator-token-key',
        tokenSecret: 'fake-token-secret',
      },
    },
    {
      name: 'aws',
      application: 'aws',
      auth: {
        method: 'aws',
        accessKeyId: 'EMULATORACCESSKEYID',
        secretAccessKey: 'fake-secret-access-key',
        uniqueKey: 'fake-unique-key',
      },
    },
  ];
}

function oauth2(name: string): AuthorizationInput {
  return { name, auth: { method: 'oauth2', clientId: `emulator-${name}-id`, clientSecret: `fake-${name}-secret` } };
}
