import { withOddities } from './sample-odd.js';
import { samplePam } from './sample-pam.js';
import { sampleSecrets } from './sample-secrets.js';
import type { VaultDataInput } from './schema.js';

/** The built-in vaults by name; all values are plainly fake. */
export const sampleNames = ['plain', 'odd'] as const;
export type SampleName = (typeof sampleNames)[number];

/**
 * `plain`, which the emulator shows when it is given no other: every kind of thing, texts alone and no name twice, so that
 * all of it can become the environment of a job. `odd` has what is hard to carry besides: numbers, one object instead of a
 * list, names and identities that collide, texts with every kind of special character.
 */
export function sampleData(name: SampleName = 'plain'): VaultDataInput {
  const plain = {
    authorizations: sampleAuthorizations(),
    ...{ secrets: sampleSecrets, ...samplePam, mysafe: sampleMysafe, certificates: [{ id: '12' }] },
  };
  return name === 'plain' ? plain : withOddities(plain, new Date());
}

type AuthorizationInput = VaultDataInput['authorizations'][number];

/** One authorization per method of proof and per restriction; `default` is the one a first try uses. */
function sampleAuthorizations(): AuthorizationInput[] {
  return [
    {
      ...oauth2('default'),
      ...{ description: 'An application of the emulator', tags: ['demo', 'emulator'], mayRegister: true },
    },
    { ...oauth2('second'), environment: 'production' },
    { ...oauth2('jit'), application: 'jit' },
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

/** The personal safe of the sample, for the authorization `mysafe`. */
const sampleMysafe: NonNullable<VaultDataInput['mysafe']> = {
  passwords: [
    {
      identifier: '197',
      name: 'Registry',
      url: 'https://registry.example.com',
      username: 'robot',
      password: 'fake-registry-password',
      notes: 'for pushing images',
      tags: 'registry,ci',
    },
    { identifier: '198', name: 'Of somebody else', password: 'fake-foreign-password', users: ['nobody'] },
    { identifier: '199', name: 'Retired', password: 'fake-retired-password', active: false },
  ],
  notes: [{ identifier: '12', name: 'Recovery', note: 'fake note line 1\nfake note line 2', tags: 'ci' }],
  apiSecrets: [
    {
      identifier: '5',
      name: 'Payment API',
      url: 'https://pay.example.com/token',
      clientId: 'fake-payment-client',
      clientSecret: 'fake-payment-secret',
      identifierCode: 'payment',
      tags: 'payment,ci',
    },
  ],
};
