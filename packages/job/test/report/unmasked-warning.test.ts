import { createMasker, maskFetched } from '../../src/masking/masker.js';
import { resolveDestinations } from '../../src/publish/publication.js';
import { unmaskedWarning } from '../../src/report/unmasked-warning.js';
import { fetched } from '../publish/create-fetched.js';

const warningOn = (...values: Parameters<typeof resolveDestinations>[0]) =>
  unmaskedWarning(
    resolveDestinations(values, 'keep', '/tmp/job'),
    maskFetched(values, createMasker({ mask: () => undefined }, 4)),
    { maskMinLength: 4 },
  );

const short = (line: string) => fetched(line, 'abc');
const long = (line: string) => fetched(line, `["fake-Xy7919z"${',1'.repeat(200_000)}]`);

test.each([
  ['nothing', [fetched('dsm:db#password > DB', 'plainly-fake')], undefined],
  [
    'one short value',
    [short('dsm:db#pin > PIN')],
    'The variable PIN (dsm:db#pin) is shorter than 4 characters, so it is not masked in the log.',
  ],
  [
    'two of them',
    [short('dsm:db#pin > PIN'), short('dsm:db#puk > output:puk')],
    '2 values are shorter than 4 characters, so they are not masked in the log: variable PIN (dsm:db#pin), output puk (dsm:db#puk).',
  ],
  [
    'a document with more fields than are looked at',
    [long('dsm:db#list > file:list')],
    'The fields behind the first 200,000 are masked with their lines, not on their own: file /tmp/job/list (dsm:db#list).',
  ],
  [
    'both, in one',
    [short('dsm:db#pin > PIN'), long('dsm:db#list > file:list')],
    'The variable PIN (dsm:db#pin) is shorter than 4 characters, so it is not masked in the log. The fields behind the first 200,000 are masked with their lines, not on their own: file /tmp/job/list (dsm:db#list).',
  ],
])('of %s', (_name, values, warning) => {
  expect(warningOn(...values)).toBe(warning);
});

test('of very many, twenty are named', () => {
  const values = Array.from({ length: 25 }, (_, index) => short(`dsm:db#pin${index} > PIN${index}`));
  expect(warningOn(...values)).toMatch(/^25 values .*PIN19 \(dsm:db#pin19\), and 5 more\.$/);
});
