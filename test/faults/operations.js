import { ID, SECRETS } from './faulty-vault.js';

/**
 * @typedef {import('./faulty-vault.js').Request} Request
 *
 * One column of the table: a program that asks the vault for something, and the request that goes wrong.
 * @typedef {object} Operation
 * @property {string} name
 * @property {'github' | 'azure' | 'gitlab' | 'cli-get' | 'cli-run' | 'cli-inject'} program
 * @property {string} secrets The references.
 * @property {string} value What must arrive, and nothing else.
 * @property {'bring' | 'take-back'} half In which half of the job the fault falls.
 * @property {(request: Request) => boolean} step
 * @property {((request: Request) => boolean) | undefined} before The request before it in that half.
 * @property {Readonly<Record<string, string>>} [settings] As inputs of the action spell them.
 */

/** @param {string} call */
const asks =
  (call) =>
  /** @param {Request} request */
  ({ method, path }) =>
    `${method} ${path}` === call;

const token = asks('POST /iso/oauth2/token');
const anyToken = (/** @type {Request} */ { path }) => path.endsWith('/oauth2/token');
const mySafeToken = asks('POST /api/oauth2/token');
const read = asks(`GET /iso/pam/credential/${ID}`);
const release = asks(`DELETE /iso/pam/credential/custody/${ID}`);
const anyDsmList = (/** @type {Request} */ { method, path }) =>
  method === 'GET' && ['/iso/sctm/secret', '/iso/dapp/application'].includes(path);
const anyKey = (/** @type {Request} */ { method, path }) => method === 'GET' && path.includes(`/pam/key/${ID}`);
const anyCertificate = (/** @type {Request} */ { path }) => path.includes('/cert');

const dsm = { secrets: 'dsm:database#VALUE > VALUE', value: SECRETS.value };
const pam = { secrets: `pam:${ID} > VALUE`, value: SECRETS.value };
/** The template of the checkout, with the same value in it. */
const template = { ...pam, secrets: `${pam.secrets}\ntemplate:value.tpl > file:value.json` };
const bring = /** @type {const} */ ({ half: 'bring', before: token });
/** A program of its own takes back, and asks for a token of its own. */
const takeBack = /** @type {const} */ ({ half: 'take-back', step: release, before: token, ...pam });
const github = /** @type {const} */ ({ program: 'github' });
const context = { application: 'shop', system: 'back', environment: 'test' };

/** @type {readonly Operation[]} */
export const OPERATIONS = [
  { name: 'token', ...github, ...bring, ...dsm, step: anyToken, before: undefined },
  { name: 'DSM list', ...github, ...bring, ...dsm, step: anyDsmList },
  { name: 'registration', ...github, ...bring, ...dsm, step: asks('POST /iso/dapp/application'), settings: context },
  { name: 'PAM read', ...github, ...bring, ...pam, step: read },
  { name: 'SSH key', ...github, ...bring, secrets: `ssh:${ID} > VALUE`, value: SECRETS.key, step: anyKey },
  {
    name: 'information',
    ...github,
    ...bring,
    secrets: `info:${ID} > VALUE`,
    value: SECRETS.value,
    step: asks(`GET /iso/pam/info/${ID}`),
  },
  {
    name: 'MySafe',
    ...github,
    ...bring,
    secrets: `mysafe-password:${ID} > VALUE`,
    value: SECRETS.value,
    step: asks(`GET /api/mysafe/password/${ID}`),
    before: mySafeToken,
  },
  {
    name: 'certificate',
    ...github,
    ...bring,
    secrets: `cert:${ID}#key > VALUE`,
    value: SECRETS.key,
    step: anyCertificate,
  },
  { name: 'template', ...github, ...bring, ...template, step: read },
  { name: 'GitHub post', ...github, ...takeBack },
  { name: 'GitHub post, strict', ...github, ...takeBack, settings: { 'strict-cleanup': 'true' } },
  { name: 'Azure main', program: 'azure', ...bring, ...pam, step: read },
  { name: 'Azure post', program: 'azure', ...takeBack },
  { name: 'GitLab bring', program: 'gitlab', ...bring, ...pam, step: read },
  { name: 'GitLab take-back', program: 'gitlab', ...takeBack },
  { name: 'get', program: 'cli-get', ...bring, ...pam, step: read },
  { name: 'get, release', program: 'cli-get', ...takeBack, before: read },
  { name: 'run', program: 'cli-run', ...bring, ...pam, step: read },
  { name: 'run, release', program: 'cli-run', ...takeBack, before: read },
  { name: 'inject', program: 'cli-inject', ...bring, ...pam, step: read },
  { name: 'inject --clean', program: 'cli-inject', ...takeBack },
];

/** What every program is given besides: short patience, so that the table has an end. */
export const SETTINGS = { timeout: '2', retries: '1', 'max-wait': '2' };
