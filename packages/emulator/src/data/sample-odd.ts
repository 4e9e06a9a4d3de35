import type { VaultDataInput } from './schema.js';

const fakePem = [
  '-----BEGIN FAKE PRIVATE KEY-----',
  'VGhpcyBpcyBub3QgYSBrZXksIG9ubHkgYSB0ZXh0IG9mIG1hbnkgbGluZXMu',
  'QSBtYXNrIGhhcyB0byBjb3ZlciBlYWNoIG9mIHRoZW0u',
  '-----END FAKE PRIVATE KEY-----',
  '',
].join('\n');

/** What is hard to carry, put into a vault; a secret of it takes the place of one with the same identity. */
export function withOddities(vault: VaultDataInput, today: Date): VaultDataInput {
  const secrets = oddSecrets(today);
  const kept = (vault.secrets ?? []).filter((plain) => !secrets.some(({ identity }) => identity === plain.identity));
  return { ...vault, secrets: [...kept, ...secrets], sshKeys: [...(vault.sshKeys ?? []), oddKey] };
}

/** The vendor's example of a key has line ends of Windows. */
const oddKey: NonNullable<VaultDataInput['sshKeys']>[number] = {
  id: '459',
  identifier: 'deploy-key-windows',
  keyName: 'deploy-windows',
  username: 'deploy',
  hostname: 'web.example.com',
  ip: '192.0.2.60',
  lineEnds: 'crlf',
};

const oddSecrets = (today: Date): NonNullable<VaultDataInput['secrets']> => [
  {
    identity: 'cart/americanas/npf/cassandra',
    id: '104',
    name: 'Cassandra of the cart',
    engine: 'GitLab',
    data: { USERNAME: 'cart', PASSWORD: 'fake-cassandra-password', PORT: 9042 },
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
  {
    identity: 'feature-flags',
    id: '111',
    name: 'One identity in two environments',
    environment: 'test',
    data: [{ FLAG_CHECKOUT: 'fake-test-flag' }],
  },
  {
    identity: 'feature-flags',
    id: '112',
    name: 'One identity in two environments',
    environment: 'production',
    data: [{ FLAG_CHECKOUT: 'fake-production-flag' }],
  },
  {
    identity: 'expires-soon',
    id: '113',
    name: 'Expires in a week',
    version: '7',
    expirationDate: `${new Date(today.getTime() + 7 * 24 * 3_600_000).toISOString().slice(0, 10)} 23:59:59`,
    data: [{ SOON_TOKEN: 'fake-soon-token' }],
  },
];
