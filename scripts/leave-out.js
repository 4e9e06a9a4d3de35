/**
 * Parts of undici that are never reached from here, and what stands for each. HTTP/2 is used only where `allowH2` is set,
 * `web/fetch/body.js` only for bodies that are forms or streams, node:http only for a class to compare with and for the
 * largest header that Node reads by default (16 KiB), node:assert only as a function that throws: all of it would be read
 * and evaluated at the start of every job.
 */
const MODULES = ['undici/lib/dispatcher/client-h2.js', 'undici/lib/web/fetch/body.js'];
const BUILTINS = {
  'node:http': '{ maxHeaderSize: 16384 }',
  'node:assert':
    '((holds, message = "undici met a state that it rules out") => { if (!holds) throw new Error(message); })',
};

/** Using it is a fault of the bundle, and says so. */
const ABSENT = `const absent = () => { throw new Error('This bundle is built without this part of undici.'); };
absent.extractBody = absent;
module.exports = absent;`;

/**
 * @typedef {{ id?: string | number, name?: string, modules?: StatsModule[], reasons?: { moduleName?: string }[] }} StatsModule
 */

/**
 * Leaves parts of undici out of a bundle, together with all that only these parts need.
 * @param {{ modules: StatsModule[] }} stats of webpack
 * @returns what changes the text of one of its files, which ncc made and nothing has minified yet
 * @throws {Error} when the bundle does not look as expected: undici or ncc have changed
 */
export function leaveOut({ modules }) {
  const absent = MODULES.map((path) => only(modules, path));
  const absentIds = new Set(absent.map(({ id }) => String(id)));
  const goneIds = new Set(unneededWithout(absent, modules).map(({ id }) => String(id)));
  /** @param {string} part */
  const kept = (part) => {
    const [, id = ''] = /^\/\*\*\*\/ (\d+):$/m.exec(part) ?? [];
    if (absentIds.has(id)) return `/***/ ${id}:\n/***/ ((module) => {\n${ABSENT}\n/***/ }),\n\n${afterModule(part)}`;
    return goneIds.has(id) ? afterModule(part) : part;
  };
  /** @param {string} text */
  return (text) =>
    withoutBuiltins(
      text
        .split(/^(?=\/\*\*\*\/ \d+:$)/m)
        .map(kept)
        .join(''),
    );
}

/**
 * What follows a module: nothing, or the end of all modules.
 * @param {string} part
 * @throws {Error} when the module's own end is not found
 */
function afterModule(part) {
  const [, after] = part.split(/^\/\*\*\*\/ \}\),?$/m);
  if (after === undefined) throw new Error('A module of a bundle does not end as expected');
  return after;
}

/**
 * @param {readonly StatsModule[]} modules
 * @param {string} path
 */
function only(modules, path) {
  const found = modules.filter(({ name = '' }) => name.endsWith(`node_modules/${path}`));
  const [module] = found;
  if (module === undefined || found.length > 1) throw new Error(`A bundle has ${path} ${found.length} times`);
  return module;
}

/**
 * The modules that nothing asks for any more once `absent` ask for nothing.
 * @param {readonly StatsModule[]} absent
 * @param {readonly StatsModule[]} modules
 */
function unneededWithout(absent, modules) {
  const silent = new Set(absent.map(({ name }) => name));
  const candidates = modules.filter(({ name = '' }) => name.includes('node_modules/undici/') && !silent.has(name));
  for (let before = -1; before !== silent.size;) {
    before = silent.size;
    for (const { name, reasons = [] } of candidates) {
      const askers = reasons.map(({ moduleName }) => moduleName).filter((asker) => asker !== name);
      if (askers.length > 0 && askers.every((asker) => silent.has(asker))) silent.add(name);
    }
  }
  return candidates.filter(({ name }) => silent.has(name));
}

/** @param {string} text */
function withoutBuiltins(text) {
  return Object.entries(BUILTINS).reduce((rest, [name, standIn]) => {
    const parts = rest.split(`__WEBPACK_EXTERNAL_createRequire(import.meta.url)(${JSON.stringify(name)})`);
    if (parts.length > 2) throw new Error(`A bundle loads ${name} in ${parts.length - 1} places, not in undici alone`);
    return parts.join(standIn);
  }, text);
}
