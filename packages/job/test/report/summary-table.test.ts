import fc from 'fast-check';
import { createMasker, maskFetched } from '../../src/masking/masker.js';
import { resolveDestinations } from '../../src/publish/publication.js';
import { summaryTable } from '../../src/report/summary-table.js';
import { fetched } from '../publish/create-fetched.js';

const publicationsOf = (...values: Parameters<typeof resolveDestinations>[0]) =>
  resolveDestinations(values, 'keep', '/tmp/job');

const tableOf = (publications: ReturnType<typeof publicationsOf>) =>
  summaryTable(
    publications,
    maskFetched(
      publications.map((publication) => publication.fetched),
      createMasker({ mask: () => undefined }, 4),
    ),
  );

test('names, sources, sinks and protection, a row each', () => {
  const table = tableOf(
    publicationsOf(
      fetched('dsm:db#password > DB', 'plainly-fake'),
      fetched('dsm:db#user | nomask > output:user', 'plainly-fake'),
      fetched('dsm:db#pin > path:PIN_FILE', 'abc'),
      fetched('dsm:db#tls > TLS', 'true'),
      fetched('dsm:db#json > JSON', '{"password":"plainly-fake","env":"production","port":5432}'),
    ),
  );
  expect(table.split('\n').filter((line) => line.startsWith('| <code>'))).toEqual([
    '| <code>DB</code> | <code>dsm:db#password</code> | <code>environment</code> | yes |',
    '| <code>user</code> | <code>dsm:db#user</code> | <code>output</code> | no: nomask |',
    '| <code>PIN_FILE</code> | <code>dsm:db#pin</code> | <code>private file, path in the environment</code> | no: too short |',
    '| <code>TLS</code> | <code>dsm:db#tls</code> | <code>environment</code> | no: an ordinary word |',
    '| <code>JSON</code> | <code>dsm:db#json</code> | <code>environment</code> | yes, 1 of 3 fields |',
  ]);
  expect(table).not.toContain('plainly-fake');
});

test('of a document with more fields than are looked at, how many were', () => {
  const table = tableOf(publicationsOf(fetched('dsm:db#list > LIST', `["fake-Xy7919z"${',1'.repeat(200_000)}]`)));
  expect(table).toContain('| yes, 1 of the first 200000 fields |');
});

test('version and end have columns where one secret has them', () => {
  const table = tableOf(
    publicationsOf(
      { ...fetched('dsm:db#password > DB', 'plainly-fake'), version: '2', expirationDate: '2030-08-18 11:10:00' },
      { ...fetched('dsm:db#long > LONG', 'plainly-fake'), version: `|${'v'.repeat(100)}` },
      fetched('pam:1#password > PAM', 'plainly-fake'),
    ),
  );
  expect(table.split('\n').filter((line) => line.startsWith('|'))).toEqual([
    '| Name | Source | Sink | Masked | Version | Expires |',
    '| --- | --- | --- | --- | --- | --- |',
    '| <code>DB</code> | <code>dsm:db#password</code> | <code>environment</code> | yes | <code>2</code> | <code>2030-08-18 11:10:00</code> |',
    `| <code>LONG</code> | <code>dsm:db#long</code> | <code>environment</code> | yes | <code>&#124;${'v'.repeat(39)}</code> |  |`,
    '| <code>PAM</code> | <code>pam:1#password</code> | <code>environment</code> | yes |  |  |',
  ]);
});

test('a name from the vault adds no markup, no cell and no row', () => {
  const nasty = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('|', '\n', '\r', '<', '`', '\u2028')));
  fc.assert(
    fc.property(nasty, (parts) => {
      const [publication] = publicationsOf(fetched('dsm:x', 'value', { field: parts.join('') }));
      if (publication === undefined) throw new Error('no publication');
      const lines = tableOf([publication]).split(/[\n\r\u2028\u2029]/);
      const rows = lines.filter((line) => line.startsWith('| '));
      expect(rows).toHaveLength(3);
      expect(rows.at(-1)?.split('|')).toHaveLength(6);
      expect(rows.at(-1)?.replaceAll(/<\/?code>/g, '')).not.toMatch(/[<>`]/);
    }),
  );
});

test.each([
  ['A\\', 'A&#92;'],
  ['![x](https://evil.example/x.png)', '&#33;&#91;x&#93;&#40;https&#58;//evil.example/x.png&#41;'],
  ['www.evil.example', 'www&#46;evil.example'],
  ['*a* _b_ ~~c~~ `d` <e> f_g', '&#42;a&#42; &#95;b&#95; &#126;&#126;c&#126;&#126; &#96;d&#96; &lt;e&gt; f_g'],
])('%j is shown as it is, and is no Markdown', (field, shown) => {
  const table = tableOf(publicationsOf(fetched('dsm:x', 'value', { field })));
  expect(table).toContain(`<code>dsm:x#${shown}</code>`);
});
