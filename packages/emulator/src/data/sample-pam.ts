import type { VaultDataInput } from './schema.js';

/** PAM credentials, SSH keys and protected information of the sample; the key pairs are made at start. */
export const samplePam: Pick<VaultDataInput, 'credentials' | 'sshKeys' | 'information'> = {
  credentials: [
    {
      id: '123',
      identifier: 'db-admin-prod',
      username: 'admin',
      hostname: 'db.example.com',
      ip: '192.0.2.50',
      password: 'fake-admin-password',
      additional: 'PostgreSQL',
      port: '5432',
      expiration: '2030-12-31T23:59:59',
    },
    {
      id: '124',
      identifier: 'windows-service',
      username: 'svc@corp.example.com',
      hostname: 'app.example.com',
      ip: '192.0.2.51',
      password: 'fake-service-password',
      domain: 'corp.example.com',
      type: 'Domain User',
      parent: '123',
    },
    {
      id: '125',
      identifier: 'retired-account',
      username: 'retired',
      hostname: 'app.example.com',
      ip: '192.0.2.51',
      password: 'fake-retired-password',
      active: false,
    },
    {
      id: '126',
      identifier: 'rotating-account',
      username: 'rotating',
      hostname: 'db.example.com',
      ip: '192.0.2.50',
      password: 'fake-rotating-password',
      changeOnRelease: true,
      change: '2026-01-31 12:00:00',
    },
  ],
  sshKeys: [
    {
      id: '456',
      identifier: 'deploy-key-prod',
      keyName: 'deploy',
      username: 'deploy',
      hostname: 'web.example.com',
      ip: '192.0.2.60',
    },
    {
      id: '457',
      identifier: 'deploy-key-encrypted',
      keyName: 'deploy-encrypted',
      username: 'deploy',
      hostname: 'web.example.com',
      ip: '192.0.2.60',
      kind: 'ecdsa',
      passphrase: 'fake-passphrase',
    },
    { id: '458', identifier: 'retired-key', username: 'retired', hostname: 'web.example.com', active: false },
  ],
  information: [
    { id: '28', identifier: 'licence', name: 'Licence', content: 'fake-licence-line-1\nfake-licence-line-2\n' },
    { id: '29', identifier: 'retired-information', name: 'Retired', content: 'fake-retired', active: false },
  ],
};
