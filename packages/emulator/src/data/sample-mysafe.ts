import type { VaultDataInput } from './schema.js';

/** The personal safe of the sample, for the authorization `mysafe`. */
export const sampleMysafe: NonNullable<VaultDataInput['mysafe']> = {
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
