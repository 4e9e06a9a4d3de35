import type { VaultDataInput } from './schema.js';

const fakePem = [
  '-----BEGIN FAKE PRIVATE KEY-----',
  'VGhpcyBpcyBub3QgYSBrZXksIG9ubHkgYSB0ZXh0IG9mIG1hbnkgbGluZXMu',
  'QSBtYXNrIGhhcyB0byBjb3ZlciBlYWNoIG9mIHRoZW0u',
  '-----END FAKE PRIVATE KEY-----',
  '',
].join('\n');

/** Every kind of DSM secret of the wire contract, and the values that are hard to carry. */
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
    data: [{ API_URL: 'https://api.example.com', API_KEY: 'fake-api-key-0001', API_TIMEOUT: 30, API_PROXY: null }],
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
    data: { USERNAME: 'cart', PASSWORD: 'fake-cassandra-password', PORT: 9042 },
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
    identity: 'two-blocks',
    id: '106',
    name: 'Two blocks with a field in common',
    data: [
      { hostname: 'first.example.com', username: 'first', password: 'fake-first-password' },
      { hostname: 'second.example.com', username: 'second', password: 'fake-second-password' },
    ],
  },
  {
    identity: 'awkward values',
    id: '107',
    name: 'Values that are hard to carry',
    data: [
      {
        pem: fakePem,
        quotes: `it's "quoted" \`and\` $(escaped) \\n`,
        emoji: 'chave-🔑-ção',
        crlf: 'first line\r\nsecond line\r\n',
        percent: '%0A%25::add-mask::',
        spaces: '  around  ',
        empty: '',
        number: 12.5,
        null: null,
      },
    ],
  },
];
