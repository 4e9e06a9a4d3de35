import { randomBytes } from 'node:crypto';

/** A value that is plainly fake and different in every run. */
const fake = () => `fake-${randomBytes(9).toString('hex')}`;

/**
 * What the demo's vault holds, and the values that must show up nowhere, by a name that may be shown.
 */
export function demoVault() {
  const values = {
    'client secret': fake(),
    'database password': fake(),
    'API key': `${fake()}"$(quoted)'`,
    'signing key': ['-----BEGIN FAKE KEY-----', fake(), fake(), '-----END FAKE KEY-----', ''].join('\n'),
    licence: fake(),
    'root password': fake(),
  };
  const data = {
    authorizations: [
      {
        name: 'demo',
        auth: { method: 'oauth2', clientId: 'demo-client', clientSecret: values['client secret'] },
      },
    ],
    secrets: [
      { identity: 'database-prod', data: [{ username: 'app', password: values['database password'] }] },
      { identity: 'shop/api', data: { API_KEY: values['API key'], API_URL: 'https://api.example.com' } },
      { identity: 'signing', data: [{ pem: values['signing key'], licence: values.licence }] },
    ],
    credentials: [{ id: '123', username: 'root', hostname: 'db.example.com', password: values['root password'] }],
  };
  const secrets = [
    'dsm:database-prod#password > DB_PASSWORD',
    'dsm:database-prod#username | nomask > DB_USER',
    'dsm:shop/api#API_KEY > output:api_key',
    'dsm:signing#pem > path:SIGNING_KEY_FILE',
    'dsm:signing#licence > file:licence.txt',
    'pam:123 > ROOT_PASSWORD',
  ].join('\n');
  return { data, secrets, values };
}
