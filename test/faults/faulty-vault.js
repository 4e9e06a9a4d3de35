import { generateKeyPairSync } from 'node:crypto';

/** The id of the one credential, and of everything else that has an id. */
export const ID = '7431';

/** What must never be seen. All plainly fake; the key is made anew. */
export const SECRETS = {
  'client secret': 'fake-client-secret-of-the-table',
  token: 'fake-token-of-the-table',
  signature: 'fake-signature-of-the-table',
  value: 'fake-value-of-the-table',
  key: generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
  // Words of an answer are not shown either: they may be a secret of somebody else's.
  'words of an answer': 'fake-words-of-an-answer',
};

export const CLIENT_ID = 'table';
const REGISTERED = 'registered';

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {string} body
 *
 * @typedef {object} Request
 * @property {string} method
 * @property {string} path Without the query.
 * @property {string} body
 */

/** @param {number} status @param {object} payload @returns {Answer} */
const answer = (status, payload) => ({
  status,
  body: JSON.stringify({ response: { status, message: '', error: status >= 300, error_code: 0 }, ...payload }),
});

/** @param {string} sentence @returns {Answer} */
const exception = (sentence) => answer(400, { exception: { code: Number.parseInt(sentence, 10), message: sentence } });

/**
 * A vault with one thing of each kind, whose answers are right (wire contract §2 to §5 and §9); the table spoils them. It knows
 * who has custody.
 */
export function createFaultyVault() {
  let isHeld = false;
  const listed = { id: ID, identifier: 'root', username: 'root', hostname: 'db.example.com' };
  const application = { name: 'other', system: 'other', environment: 'other', secrets: [] };
  const token = { token_type: 'Bearer', expires_in: 3600, access_token: SECRETS.token };
  const entity = { identifier: ID, name: 'entry', password: SECRETS.value };
  const pairs = [
    [CLIENT_ID, SECRETS['client secret']],
    [REGISTERED, SECRETS.signature],
  ].map(([id = '', secret = '']) => `client_id=${id}&client_secret=${secret}`);
  const issue = (/** @type {string} */ body) =>
    pairs.some((pair) => body.includes(pair))
      ? { status: 200, body: JSON.stringify(token) }
      : { status: 401, body: '{"error":"invalid_client"}' };
  /** @type {Readonly<Record<string, (body: string) => Answer>>} */
  const routes = {
    'POST /iso/oauth2/token': issue,
    'POST /api/oauth2/token': issue,
    'GET /iso/sctm/secret': () =>
      answer(200, { secrets: [{ identity: 'database', name: 'database', data: [{ VALUE: SECRETS.value }] }] }),
    'GET /iso/dapp/application': () => answer(200, { application }),
    'POST /iso/dapp/application': () => answer(200, { id: REGISTERED, signature: SECRETS.signature }),
    'GET /iso/pam/credential': () =>
      answer(200, { credentials: [{ ...listed, type: 'Local', automatic_change: '0' }] }),
    [`GET /iso/pam/credential/${ID}`]: () => {
      isHeld = true;
      return answer(200, { credential: { ...listed, password: SECRETS.value, content: SECRETS.value } });
    },
    [`DELETE /iso/pam/credential/custody/${ID}`]: () => {
      if (!isHeld) return exception('1018: Credential is not in custody');
      isHeld = false;
      return answer(200, {});
    },
    [`GET /iso/pam/key/${ID}`]: () => answer(200, { key: { id: ID, username: 'deploy', private_key: SECRETS.key } }),
    [`GET /iso/pam/info/${ID}`]: () => answer(200, { info: { id: ID, type: 'text', content: SECRETS.value } }),
    [`GET /api/mysafe/password/${ID}`]: () => answer(200, { password_entity: entity }),
    'POST /api/certificate/download': () => answer(200, { key: SECRETS.key }),
  };
  const missing = { status: 404, body: '{"message":"no Route matched with those values"}' };
  return {
    /** Whether the credential is in custody. */
    isHeld: () => isHeld,
    /** Does what is asked. @param {Request} request */
    handle: ({ method, path, body }) => routes[`${method} ${path}`]?.(body) ?? missing,
  };
}

/** @typedef {ReturnType<typeof createFaultyVault>} FaultyVault */
