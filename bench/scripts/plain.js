/**
 * The least that could work, with node:https alone: token, secrets or PAM credentials, masks, export. It checks nothing, repeats
 * nothing and cleans up nothing; it is what the action is measured against.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { URLSearchParams } from 'node:url';

const { env } = process;
const agent = new Agent({ keepAlive: true, maxSockets: 6, ca: readFileSync(env['INPUT_CA-CERTIFICATE'] ?? '') });

/**
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} headers
 * @param {string} [body]
 * @returns {Promise<any>}
 */
const call = (method, path, headers, body = '') =>
  new Promise((resolve, reject) => {
    request(`${env['INPUT_URL'] ?? ''}${path}`, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (/** @type {string} */ chunk) => {
        text += chunk;
      });
      response.on('end', () => {
        resolve(JSON.parse(text));
      });
    })
      .on('error', reject)
      .end(body);
  });

const form = new URLSearchParams({
  grant_type: 'client_credentials',
  client_id: env['INPUT_CLIENT-ID'] ?? '',
  client_secret: env['INPUT_CLIENT-SECRET'] ?? '',
}).toString();
const { access_token: token } = await call(
  'POST',
  '/iso/oauth2/token',
  { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(form)) },
  form,
);
const authorization = `Bearer ${token}`;
/** @type {[string, string][]} */
const found = [];
if (env['INPUT_SECRETS'] === 'dsm:*') {
  const { application } = await call('GET', '/iso/dapp/application', { authorization });
  for (const { data } of application.secrets) found.push(...data.flatMap(Object.entries));
} else {
  const lines = [...(env['INPUT_SECRETS'] ?? '').matchAll(/^pam:(\d+) > (\w+)$/gm)];
  const read = lines.map(async ([, id, name = '']) => {
    const { credential } = await call('GET', `/iso/pam/credential/${id}`, { authorization });
    return /** @type {[string, string]} */ ([name, credential.password]);
  });
  found.push(...(await Promise.all(read)));
}
let masks = '';
let exports = '';
for (const [name, value] of found) {
  const delimiter = randomUUID();
  masks += `::add-mask::${value}\n`;
  exports += `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
process.stdout.write(masks);
appendFileSync(env['GITHUB_ENV'] ?? '', exports);
agent.destroy();
