import { runInThisContext } from 'node:vm';
import { leaveOut } from '../../scripts/leave-out.js';

const UNDICI = '../../node_modules/undici/lib';
const from = (...names: readonly string[]) => names.map((moduleName) => ({ moduleName }));

/** A bundle as webpack tells of it: who asks for whom. */
const STATS = {
  modules: [
    { id: 1, name: './main.js', reasons: from('') },
    { id: 2, name: `${UNDICI}/dispatcher/client.js`, reasons: from('./main.js') },
    { id: 3, name: `${UNDICI}/dispatcher/client-h2.js`, reasons: from(`${UNDICI}/dispatcher/client.js`) },
    {
      id: 4,
      name: `${UNDICI}/web/fetch/body.js`,
      reasons: from(`${UNDICI}/dispatcher/client.js`, `${UNDICI}/dispatcher/client-h2.js`),
    },
    { id: 5, name: `${UNDICI}/web/webidl.js`, reasons: from(`${UNDICI}/web/webidl.js`, `${UNDICI}/web/fetch/body.js`) },
    { id: 6, name: `${UNDICI}/web/infra.js`, reasons: from(`${UNDICI}/web/webidl.js`) },
    {
      id: 7,
      name: `${UNDICI}/core/util.js`,
      reasons: from(`${UNDICI}/web/webidl.js`, `${UNDICI}/dispatcher/client.js`),
    },
    { id: 8, name: '../../node_modules/other/index.js', reasons: from(`${UNDICI}/web/webidl.js`) },
  ],
};

const bundle = (ids: readonly number[], bodies: Readonly<Record<number, string>> = {}) =>
  [
    'var modules = ({\n',
    ...ids.map(
      (id) =>
        `/***/ ${id}:\n/***/ ((module, exports, load) => {\n${bodies[id] ?? `module.exports = 'own ${id}'`}\n\n/***/ }),\n`,
    ),
    '/******/ });\nvar afterwards = true;\n',
  ]
    .join('\n')
    .replace('/***/ }),\n\n/******/', '/***/ })\n\n/******/');

/** The exports of each module of a bundle, as a runtime would have them. */
function exportsOf(text: string) {
  const { modules, afterwards } = runInThisContext(`(() => { ${text}; return { modules, afterwards }; })()`) as {
    modules: Record<number, (module: { exports: unknown }) => void>;
    afterwards: boolean;
  };
  expect(afterwards).toBe(true);
  return new Map(
    Object.entries(modules).map(([id, load]) => {
      const module = { exports: undefined as unknown };
      load(module);
      return [Number(id), module.exports];
    }),
  );
}

test('what is never reached throws when it is used, what only that needs is gone, and all else stays', () => {
  const left = exportsOf(leaveOut(STATS)(bundle([1, 2, 3, 4, 5, 6, 7, 8])));
  expect([...left.keys()]).toEqual([1, 2, 3, 4, 7, 8]);
  for (const id of [1, 2, 7, 8]) expect(left.get(id)).toBe(`own ${id}`);
  expect(left.get(3)).toThrow('without this part of undici');
  expect((left.get(4) as { extractBody: () => void }).extractBody).toThrow('without this part of undici');
});

test.each([
  [
    [1, 2, 3],
    [1, 2, 3],
  ],
  [
    [1, 7, 5],
    [1, 7],
  ],
  [[5, 6], []],
])('the last module of a file may be any: %j', (ids, kept) => {
  expect([...exportsOf(leaveOut(STATS)(bundle(ids))).keys()]).toEqual(kept);
});

test("what stands for Node's assert throws where something does not hold", () => {
  const body = 'module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");';
  const assert = exportsOf(leaveOut(STATS)(bundle([1], { 1: body }))).get(1) as (holds: unknown, text?: string) => void;
  assert(true);
  expect(() => {
    assert(0);
  }).toThrow('rules out');
  expect(() => {
    assert(false, 'a reason');
  }).toThrow('a reason');
});

test('a bundle that is not as expected is refused: undici or the bundler has changed', () => {
  const [, , ...fewer] = STATS.modules;
  expect(() => leaveOut({ modules: fewer.slice(1) })).toThrow('client-h2.js 0 times');
  const twice = 'a(__WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http"));'.repeat(2);
  expect(() => leaveOut(STATS)(bundle([1], { 1: twice }))).toThrow('node:http in 2 places');
  expect(() => leaveOut(STATS)('/***/ 5:\n/***/ no end')).toThrow('does not end');
});
