import type { NamedSecret, Settings } from './settings.js';

/** Every secret that the settings themselves hold, also those that this run does not use: they are masked before the first request (design section 4). */
export function secretsInSettings({
  authentication,
  connection,
  decryptionKey,
  givenSecrets = [],
}: Pick<Settings, 'authentication' | 'connection' | 'decryptionKey'> &
  Partial<Pick<Settings, 'givenSecrets'>>): readonly NamedSecret[] {
  const secrets: NamedSecret[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') secrets.push({ name, value });
  };
  switch (authentication.method) {
    case 'oauth2':
      add('client-secret', authentication.clientSecret);
      break;
    case 'access-token':
      add('access-token', authentication.accessToken);
      break;
    case 'oauth1':
      add('consumer-secret', authentication.consumerSecret);
      add('token-secret', authentication.tokenSecret);
      break;
    case 'aws':
      add('aws-unique-key', authentication.uniqueKey);
      add('AWS_ACCESS_KEY_ID', authentication.accessKeyId);
      add('AWS_SECRET_ACCESS_KEY', authentication.secretAccessKey);
      add('AWS_SESSION_TOKEN', authentication.sessionToken);
      break;
  }
  add('client-key', connection.tls.client?.key);
  add('client-key-passphrase', connection.tls.client?.passphrase);
  add('decryption-key', decryptionKey?.pem);
  for (const { name, value } of givenSecrets) add(name, value);
  return secrets;
}
