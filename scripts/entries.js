/**
 * @typedef {object} Entry
 * @property {string} from
 * @property {string} to a folder of `dist`
 * @property {readonly ('@actions/http-client' | '@actions/exec')[]} [standIns] modules that the bundle does without
 * @property {readonly string[]} [external] what ncc leaves out, as the importing module spells it
 * @property {readonly string[]} [inOneFile] packages of ours whose imports on demand go into `index.js` too
 * @property {string} [npmPackage] the package of ours whose npm package this folder is
 */

/**
 * undici asks for it only to send a form or a blob, which no request of ours is: 40 kB of each bundle.
 */
const FORM_BODIES = '../web/fetch/body.js';

/**
 * What the bundles in a host's own folders do without: also undici's parser of HTTP for processors with SIMD, without which it takes the one
 * for all (70 kB). undici looks for it beside its bundle at each start, so a bundle that lies where others may write brings it along.
 */
const IN_FOLDERS_OF_HOSTS = [FORM_BODIES, '../llhttp/llhttp_simd-wasm.js'];

/**
 * Keeps code out of a bundle that runs with secrets: @actions/core brings an HTTP client of its own, for OIDC tokens that these bundles
 * never ask for, and @actions/exec, to tell which system it runs on.
 * @type {Entry['standIns']}
 */
const WITHOUT_OIDC = ['@actions/http-client', '@actions/exec'];

/**
 * The bundles: where each begins and where it goes in `dist`.
 * `inOneFile` is for a bundle that a job downloads and checks by one hash, or that people copy.
 * @type {readonly Entry[]}
 */
export const entries = [
  {
    from: 'packages/github/lib/main.js',
    to: 'github/main',
    standIns: WITHOUT_OIDC,
    external: IN_FOLDERS_OF_HOSTS,
  },
  {
    from: 'packages/github/lib/post.js',
    to: 'github/post',
    standIns: WITHOUT_OIDC,
    external: IN_FOLDERS_OF_HOSTS,
  },
  { from: 'packages/azure/lib/main.js', to: 'azure/main', external: IN_FOLDERS_OF_HOSTS },
  { from: 'packages/azure/lib/post.js', to: 'azure/post', external: IN_FOLDERS_OF_HOSTS },
  {
    from: 'packages/cli/lib/main.js',
    to: 'cli',
    external: [FORM_BODIES],
    inOneFile: ['core', 'job', 'cli'],
    npmPackage: 'cli',
  },
  {
    from: 'packages/gitlab/lib/main.js',
    to: 'gitlab',
    external: [FORM_BODIES],
    inOneFile: ['core', 'job'],
  },
  { from: 'packages/setup/lib/main.js', to: 'setup' },
  {
    from: 'packages/setup/lib/emulator-step/main.js',
    to: 'emulator-step/main',
    standIns: WITHOUT_OIDC,
  },
  {
    from: 'packages/setup/lib/emulator-step/post.js',
    to: 'emulator-step/post',
    standIns: WITHOUT_OIDC,
  },
  { from: 'packages/emulator/lib/main.js', to: 'emulator' },
];
