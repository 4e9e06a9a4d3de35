import fc from 'fast-check';
import { resolveDestinations } from '../../src/publish/publication.js';
import { summaryTable } from '../../src/report/summary-table.js';
import { fetched } from '../publish/create-fetched.js';

const publicationsOf = (...values: Parameters<typeof resolveDestinations>[0]) =>
  resolveDestinations(values, 'keep', '/tmp/job');

test('names, sources, sinks and protection, a row each', () => {
  const table = summaryTable(
    publicationsOf(
      fetched('dsm:db#password > DB', 'plainly-fake'),
      fetched('dsm:db#user | nomask > output:user', 'plainly-fake'),
      fetched('dsm:db#pin > path:PIN_FILE', 'abc'),
    ),
    new Set(['dsm:db#pin']),
  );
  expect(table.split('\n').filter((line) => line.startsWith('| <code>'))).toEqual([
    '| <code>DB</code> | <code>dsm:db#password</code> | <code>environment</code> | yes |',
    '| <code>user</code> | <code>dsm:db#user</code> | <code>output</code> | no: nomask |',
    '| <code>PIN_FILE</code> | <code>dsm:db#pin</code> | <code>private file, path in the environment</code> | no: too short |',
  ]);
  expect(table).not.toContain('plainly-fake');
});

test('a name from the vault adds no markup, no cell and no row', () => {
  const nasty = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('|', '\n', '\r', '<', '`', '\u2028')));
  fc.assert(
    fc.property(nasty, (parts) => {
      const [publication] = publicationsOf(fetched('dsm:x', 'value', { field: parts.join('') }));
      if (publication === undefined) throw new Error('no publication');
      const lines = summaryTable([publication], new Set()).split(/[\n\r\u2028\u2029]/);
      const rows = lines.filter((line) => line.startsWith('| '));
      expect(rows).toHaveLength(3);
      expect(rows.at(-1)?.split('|')).toHaveLength(6);
      expect(rows.at(-1)?.replaceAll(/<\/?code>/g, '')).not.toMatch(/[<>`]/);
    }),
  );
});
