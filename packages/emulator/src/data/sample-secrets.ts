import type { VaultDataInput } from './schema.js';

/** Every kind of DSM secret of the wire contract: texts and null, as vaults send them, and no name of a field twice. */
export const sampleSecrets: NonNullable<VaultDataInput['secrets']> = [
  {
    identity: 'database-prod',
    id: '101',
    name: 'Production database',
    data: [
      {
        hostname: 'db.example.com',
        username: 'app',
        password: 'fake-database-password-1',
        additional_information: 'primary',
        ip: '192.0.2.10',
      },
    ],
  },
  {
    identity: 'api-settings-prod',
    id: '102',
    name: 'API settings',
    engine: 'Kubernetes',
    version: '2',
    data: [{ API_URL: 'https://api.example.com', API_KEY: 'fake-api-key-0001', API_TIMEOUT: '30', API_PROXY: null }],
  },
  {
    identity: 'service-account',
    id: '103',
    name: 'Service account',
    data: [
      {
        json: JSON.stringify(
          { client: { id: 'fake-client', secret: 'fake-json-client-secret' }, scopes: ['read'] },
          null,
          2,
        ),
      },
    ],
  },
  {
    identity: 'cart/americanas/npf/cassandra',
    id: '104',
    name: 'Cassandra of the cart',
    engine: 'GitLab',
    data: [{ CASSANDRA_USERNAME: 'cart', CASSANDRA_PASSWORD: 'fake-cassandra-password', CASSANDRA_PORT: '9042' }],
  },
  {
    identity: 'cloud-key',
    id: '105',
    name: 'Cloud key',
    engine: 'Ansible',
    expirationDate: '2030-08-18 11:10:00',
    data: [{ access_key_id: 'FAKEACCESSKEYID', secret_access_key: 'fake-secret-access-key-2', TTL: null }],
  },
  {
    identity: 'payment-production',
    id: '108',
    name: 'Of another environment of the application',
    environment: 'production',
    data: [{ PAYMENT_TOKEN: 'fake-payment-token' }],
  },
  {
    identity: 'jit-database',
    id: '109',
    name: 'An account for one job',
    application: 'jit',
    ephemeral: {},
    data: [{ hostname: 'db.example.com', port: '5432' }],
  },
  {
    identity: 'jit-cache',
    id: '110',
    name: 'Another account for one job',
    application: 'jit',
    ephemeral: { lifetime: 600 },
    data: [{ hostname: 'cache.example.com' }],
  },
];
