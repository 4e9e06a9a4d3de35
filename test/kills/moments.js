/**
 * What can be seen of a running step from outside.
 * @typedef {object} Sight
 * @property {number} requests That reached the vault since the step began.
 * @property {number} answers Those of them that are over.
 * @property {number} ledgers How often the ledger was written.
 * @property {string} environment What the step wrote to GITHUB_ENV.
 * @property {string} outputs
 * @property {string} summary
 * @property {readonly string[]} files Paths below the temporary folder.
 *
 * When a process is killed: once something can be seen, or so much of a run's usual time after its start.
 * @typedef {{ readonly kind: 'seen', readonly name: string, readonly isThere: (sight: Sight) => boolean }
 *   | { readonly kind: 'fraction', readonly name: string, readonly fraction: number }} Moment
 */

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** @param {string} name @param {(sight: Sight) => boolean} isThere @returns {Moment} */
const seen = (name, isThere) => ({ kind: 'seen', name, isThere });

/** @param {readonly number[]} percents */
const fractions = (percents) =>
  percents.map(
    (percent) =>
      /** @type {Moment} */ ({ kind: 'fraction', name: `${percent} % of its time`, fraction: percent / 100 }),
  );

/** @param {number} count */
const exchanges = (count) => [
  ...upTo(count).map((number) => seen(`request ${number} came`, ({ requests }) => requests >= number)),
  ...upTo(count).map((number) => seen(`answer ${number} was sent`, ({ answers }) => answers >= number)),
];

/** The files and folders that main makes, in the order in which it makes them. The folder `sg-...` is private to the run. */
const PATHS = /** @type {const} */ ([
  ['private folder', /^sg-[^/]+$/u],
  ['copy of the CA', /\/kept$/u],
  ['folder of a file: sink', /^conf$/u],
  ['folder in it', /^conf\/deep$/u],
  ['file: sink', /\/database\.txt$/u],
  ['path: sink', /\/PASSWORD_FILE$/u],
  ['socket of the agent', /\/agent\.sock$/u],
  ['askpass script', /\/askpass-0$/u],
]);

/** Forty moments of main. @type {readonly Moment[]} */
export const OF_MAIN = [
  ...exchanges(5),
  ...upTo(8).map((count) => seen(`ledger ${count} was written`, ({ ledgers }) => ledgers >= count)),
  ...PATHS.map(([name, pattern]) => seen(`${name} is there`, ({ files }) => files.some((path) => pattern.test(path)))),
  ...[1, 3].map((count) =>
    seen(`path: sinks: ${count}`, ({ files }) => files.filter((path) => path.endsWith('_FILE')).length >= count),
  ),
  seen('GITHUB_ENV is written', ({ environment }) => environment !== ''),
  seen('GITHUB_OUTPUT is written', ({ outputs }) => outputs !== ''),
  seen('the summary is written', ({ summary }) => summary !== ''),
  ...fractions([5, 15, 25, 35, 45, 55, 65, 75, 85]),
];

/** Twenty moments of post. @type {readonly Moment[]} */
export const OF_POST = [
  ...exchanges(3),
  seen('GITHUB_ENV is written', ({ environment }) => environment !== ''),
  ...PATHS.map(([name, pattern]) => seen(`${name} is gone`, ({ files }) => !files.some((path) => pattern.test(path)))),
  ...fractions([10, 30, 50, 70, 90]),
];
