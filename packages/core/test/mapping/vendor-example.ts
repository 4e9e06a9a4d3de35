/** The mapping file of the vendor's documentation. */
export const VENDOR_EXAMPLE = {
  access_keys: [
    {
      name: 'AWS_PROD_KEYS',
      type: 'aws',
      fields: { access_key_id: 'AWS_ACCESS_KEY_ID', secret_access_key: 'AWS_SECRET_ACCESS_KEY' },
    },
  ],
  credentials: [{ name: 'DATABASE_CREDS', fields: { user: 'DB_USER', password: 'DB_PASSWORD', host: 'DB_HOST' } }],
  key_value: [{ name: 'API_TOKENS', fields: ['API_KEY', 'API_SECRET', 'WEBHOOK_SECRET'] }],
};
