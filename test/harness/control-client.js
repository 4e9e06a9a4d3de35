import { Buffer } from 'node:buffer';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What the emulator prints when it is ready.
 * @typedef {object} Announcement
 * @property {string} url
 * @property {string} caFile
 * @property {string} clientId
 * @property {string} clientSecret
 * @property {{ readonly url: string, readonly header: string, readonly key: string }} control
 * @property {Readonly<Record<string, Readonly<Record<string, string>>>>} authorizations How to use each, by name.
 *
 * One request that reached the vault.
 * @typedef {object} LoggedRequest
 * @property {number} sequence
 * @property {string} method
 * @property {string} path
 * @property {string} query
 * @property {Readonly<Record<string, string>>} headers
 * @property {number} connection
 * @property {Readonly<Record<string, unknown>>} body
 * @property {string} [caller]
 * @property {number} [status]
 *
 * @typedef {object} FaultRule
 * @property {{ readonly method?: string, readonly path?: string }} [match]
 * @property {number | 'always'} [times]
 * @property {number} [skip]
 * @property {Readonly<Record<string, unknown>> & { readonly kind: string }} fault
 */

/**
 * Speaks to the control endpoints of a running emulator. Each call is one request on a connection of its own.
 * @param {Announcement['control']} control
 * @param {string | undefined} ca PEM; `undefined` for an emulator on plain HTTP.
 */
export function createControlClient({ url, header, key }, ca) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  const call = async (method, path, body) => {
    const { status, text } = await exchange(`${url}${path}`, { method, ca, headers: { [header]: key }, body });
    if (status !== 200) {
      throw new Error(`The emulator refused ${method} ${path}: ${status} ${text}`);
    }
    return JSON.parse(text);
  };
  let closed = false;
  const requests = async () => /** @type {LoggedRequest[]} */ ((await call('GET', '/requests')).requests);

  return {
    requests,
    /** Resolves when a request that fits has reached the vault: the log can only be asked.
     * @param {(request: LoggedRequest) => boolean} fits */
    untilRequest: async (fits) => {
      while (!closed && !(await requests()).some(fits)) {
        await delay(5);
      }
    },
    /** Ends every wait: the emulator is about to stop. */
    close: () => {
      closed = true;
    },
    clearRequests: () => call('DELETE', '/requests'),
    /** @param {FaultRule} rule */
    addFault: (rule) => call('POST', '/faults', rule),
    clearFaults: () => call('DELETE', '/faults'),
    /** @returns {Promise<Record<string, any>>} */
    state: () => call('GET', '/state'),
    /** @param {Readonly<Record<string, unknown>>} patch */
    changeSettings: (patch) => call('POST', '/settings', patch),
    /** Whether the target of a credential would let this user in with this password, now.
     * @param {{ username: string, password: string, hostname?: string }} given
     * @returns {Promise<boolean>} */
    login: async (given) => (await call('POST', '/login', given)).accepted === true,
    revokeTokens: () => call('DELETE', '/tokens'),
    /** Whether somebody can log in somewhere with this password by now.
     * @param {string} username @param {string} password @returns {Promise<boolean>} */
    acceptsLogin: async (username, password) => (await call('POST', '/login', { username, password })).accepted,
    /** @param {number} seconds */
    advanceClock: (seconds) => call('POST', '/clock', { seconds }),
  };
}

/**
 * @param {string} url
 * @param {{ method: string, ca: string | undefined, headers: Readonly<Record<string, string>>, body: unknown }} options
 * @returns {Promise<{ status: number, text: string }>}
 */
function exchange(url, { method, ca, headers, body }) {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const length = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) };
    const options = { method, headers: { ...headers, ...length }, agent: false, ...(ca === undefined ? {} : { ca }) };
    request(url, options, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response
        .on('data', (/** @type {Buffer} */ chunk) => chunks.push(chunk))
        .on('error', reject)
        .on('end', () => {
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') });
        });
    })
      .on('error', reject)
      .end(payload);
  });
}
