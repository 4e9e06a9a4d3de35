/** Vaults of the size that a row needs. All values are plainly fake. */

const AUTHORIZATION = {
  name: 'bench',
  auth: { method: 'oauth2', clientId: 'bench', clientSecret: 'fake-bench-s3cret' },
};

/**
 * @param {number} secrets
 * @param {number} fields for each
 */
export const vaultOfSecrets = (secrets, fields) => ({
  authorizations: [AUTHORIZATION],
  secrets: Array.from({ length: secrets }, (_, secret) => ({
    identity: `secret-${secret}`,
    data: [
      Object.fromEntries(
        Array.from({ length: fields }, (__, field) => [`S${secret}_F${field}`, `fake-value-${secret}-of-${field}`]),
      ),
    ],
  })),
});

/** @param {number} count */
export const vaultOfCredentials = (count) => ({
  authorizations: [AUTHORIZATION],
  credentials: Array.from({ length: count }, (_, at) => ({
    id: String(at + 1),
    username: `user-${at}`,
    hostname: `host-${at}.example.com`,
    password: `fake-password-${at}`,
  })),
});
