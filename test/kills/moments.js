/**
 * What can be seen of a running step from outside: `requests` that reached the vault since the step began, `answers` of them that
 * are over, and what its host sees.
 * @typedef {import('./hosts/host.js').HostSight & { readonly requests: number, readonly answers: number }} Sight
 *
 * When a process is killed: once something can be seen, or so much of a run's usual time after its start.
 * @typedef {{ readonly kind: 'seen', readonly name: string, readonly isThere: (sight: Sight) => boolean }
 *   | { readonly kind: 'fraction', readonly name: string, readonly fraction: number }} Moment
 */

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

/** @param {string} name @param {(sight: Sight) => boolean} isThere @returns {Moment} */
const seen = (name, isThere) => ({ kind: 'seen', name, isThere });

/** So many moments, spread evenly over a run. @param {number} count */
const fractions = (count) =>
  upTo(count).map((number) => {
    const percent = Math.round(((number - 0.5) / count) * 100);
    return /** @type {Moment} */ ({ kind: 'fraction', name: `${percent} % of its time`, fraction: percent / 100 });
  });

/** @param {number} count */
const exchanges = (count) => [
  ...upTo(count).map((number) => seen(`request ${number} came`, ({ requests }) => requests >= number)),
  ...upTo(count).map((number) => seen(`answer ${number} was sent`, ({ answers }) => answers >= number)),
];

/** @param {number} count */
const ledgersOf = (count) =>
  upTo(count).map((number) => seen(`ledger ${number} was written`, ({ ledgers }) => ledgers >= number));

/** The files and folders that main makes, in the order in which it makes them. The folder `sg-...` is private to the run. */
const PATHS = /** @type {const} */ ([
  ['private folder', /^sg-[^/]+$/u],
  ['folder of a file: sink', /^conf$/u],
  ['folder in it', /^conf\/deep$|\/conf\/deep$/u],
  ['file: sink', /\/database\.txt$/u],
  ['path: sink', /\/PASSWORD_FILE$/u],
  ['socket of the agent', /\/agent\.sock$/u],
  ['askpass script', /\/askpass-0$/u],
]);
/** An action and a task read their settings in two halves. */
const COPY = /** @type {const} */ (['copy of the CA', /\/kept$/u]);
/** What becomes of a template of the checkout. */
const TEMPLATE = /** @type {const} */ (['file from a template', /\/app\.conf$/u]);
/** Where a command keeps its ledger, and `runb` its variables. */
const LEDGER = /** @type {const} */ (['file of the ledger', /\.json$/u]);
const SECRETS_FILE = /** @type {const} */ (['secrets file', /\.runb\.vars$/u]);

/** @typedef {readonly (readonly [name: string, pattern: RegExp])[]} Paths */

/** @param {Paths} paths */
const come = (paths) => [
  ...paths.map(([name, pattern]) => seen(`${name} is there`, ({ files }) => files.some((path) => pattern.test(path)))),
  ...[1, 3].map((count) =>
    seen(`path: sinks: ${count}`, ({ files }) => files.filter((path) => path.endsWith('_FILE')).length >= count),
  ),
];

/** What is gone when a clean-up ends. @param {Paths} paths */
const go = (paths) =>
  paths.map(([name, pattern]) => seen(`${name} is gone`, ({ files }) => !files.some((path) => pattern.test(path))));

const variables = (/** @type {string} */ name) => seen(name, ({ environment }) => environment !== '');
const outputs = (/** @type {string} */ name) => seen(name, ({ outputs: text }) => text !== '');
const summary = seen('the summary is written', ({ summary: text }) => text !== '');

/** Forty moments of main and twenty of the clean-up. `run` is both in one process. @type {Readonly<Record<import('./scene.js').HostName, Readonly<Partial<Record<'main' | 'post', readonly Moment[]>>>>>} */
export const MOMENTS = {
  github: {
    main: [
      ...[...exchanges(5), ...ledgersOf(8), ...come([...PATHS, COPY, TEMPLATE])],
      ...[variables('GITHUB_ENV is written'), outputs('GITHUB_OUTPUT is written'), summary],
      ...fractions(8),
    ],
    post: [...exchanges(3), variables('GITHUB_ENV is written'), ...go([...PATHS, COPY, TEMPLATE]), ...fractions(4)],
  },
  azure: {
    main: [
      ...[...exchanges(5), ...ledgersOf(8), ...come([...PATHS, COPY])],
      ...[variables('a variable is set'), outputs('an output is set'), summary],
      ...fractions(9),
    ],
    post: [...exchanges(3), variables('a variable is set'), ...go([...PATHS, COPY]), ...fractions(5)],
  },
  gitlab: {
    main: [
      ...[...exchanges(5), ...ledgersOf(5), ...come([...PATHS, COPY])],
      ...[variables('the code is written'), ...fractions(14)],
    ],
    post: [...exchanges(3), ...go([...PATHS, COPY, ['ledger', /\/ledger$/u]]), ...fractions(5)],
  },
  run: {
    main: [...[...exchanges(7), ...come([...PATHS, LEDGER]), variables('the command began')], ...fractions(15)],
  },
  runb: {
    main: [...exchanges(5), ...ledgersOf(5), ...come([...PATHS, LEDGER, SECRETS_FILE]), ...fractions(14)],
    post: [...exchanges(3), ...go([...PATHS, LEDGER, SECRETS_FILE]), ...fractions(5)],
  },
};

/**
 * Every moment of every host, those of a host together.
 * @returns {readonly (readonly [import('./scene.js').HostName, 'main' | 'post', Moment])[]}
 */
export const everyMoment = () =>
  /** @type {import('./scene.js').HostName[]} */ (Object.keys(MOMENTS)).flatMap((host) =>
    /** @type {const} */ (['main', 'post']).flatMap((step) =>
      (MOMENTS[host][step] ?? []).map((moment) => /** @type {const} */ ([host, step, moment])),
    ),
  );
