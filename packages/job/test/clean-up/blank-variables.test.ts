import { blankVariables } from '../../src/clean-up/blank-variables.js';
import { EMPTY_LEDGER } from '../../src/ledger/ledger.js';

function blank(names: readonly string[]) {
  const exported: ReadonlyMap<string, string>[] = [];
  const results = blankVariables(
    { ...EMPTY_LEDGER, names },
    { exportVariables: (variables) => exported.push(variables) },
  );
  return { exported, results };
}

test('each variable is exported empty, in one go', () => {
  const { exported, results } = blank(['A', 'B']);
  expect(exported).toEqual([
    new Map([
      ['A', ''],
      ['B', ''],
    ]),
  ]);
  expect(results).toEqual([{ kind: 'done', what: 'Blanked 2 variables: A, B.' }]);
});

test('none is nothing, and very many are not all named', () => {
  expect(blank([])).toEqual({ exported: [], results: [] });
  const names = Array.from({ length: 10_000 }, (_, index) => `N${index}`);
  expect(blank(names).results[0]?.what.length).toBeLessThan(200);
});
