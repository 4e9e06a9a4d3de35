import { tooMuchFor } from '../../../test/harness/worst-texts.js';
import { publicKeyOf } from '../src/agent/public-key.js';
import { maskForms, missingPointers } from '../src/masking/mask-forms.js';
import { isNeverMasked, isOrdinary } from '../src/masking/ordinary.js';
import { saysSecret } from '../src/masking/secret-keys.js';
import { percentDecoded } from '../src/masking/text-forms.js';
import { caselessNames } from '../src/names/caseless-names.js';
import { deniedBy } from '../src/names/deny-list.js';
import { sinkName, variableName } from '../src/names/variable-name.js';
import { fitsEnvironment } from '../src/publish/environment-limits.js';
import { printLine, untraced } from '../src/publish/posix-shell.js';
import { resolveDestinations } from '../src/publish/publication.js';
import { settleConflicts } from '../src/publish/settle-conflicts.js';
import { printable, tableCell, withoutCommands } from '../src/report/harmless-text.js';
import { summaryTable } from '../src/report/summary-table.js';
import { unmaskedWarning } from '../src/report/unmasked-warning.js';
import { fetched } from './publish/create-fetched.js';

const publicationsOf = (field: string) =>
  resolveDestinations([fetched('dsm:x', 'fake', { field }), fetched('dsm:x', 'other', { field })], 'keep', '/tmp/job');

/** Everything that is handed what a vault holds: values, and the names of fields and items. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'masks of a value': (text) => maskForms(text, 4),
  'pointers that lead nowhere': (text) => missingPointers(text, { kind: 'pointers', pointers: ['/a/b', '/k'] }),
  'what is ordinary': isOrdinary,
  'what is never masked': isNeverMasked,
  'names that say secret': saysSecret,
  'percent-encoding': percentDecoded,
  'names of variables': (text) => variableName(text, 'upper'),
  'names of sinks': (text) => sinkName('{id}_*', { id: text, field: text }, 'keep'),
  'the deny-list': (text) => deniedBy(text, { allowNames: new Set(['X']), written: false }),
  'what fits into an environment': (text) => fitsEnvironment('NAME', text),
  'code for a shell': (text) => untraced([printLine(text)]),
  conflicts: (text) => settleConflicts(publicationsOf(text), 'error', caselessNames('win32')),
  'what a terminal shows': printable,
  'what a log shows': withoutCommands,
  'a cell of the summary': tableCell,
  'the summary': (text) => summaryTable(publicationsOf(text), () => ({ kind: 'masked' })),
  'the warning of short values': (text) =>
    unmaskedWarning(publicationsOf(text), () => ({ kind: 'too-short' }), { maskMinLength: 4 }),
  'the public key of an SSH key': (text) => publicKeyOf(text, undefined),
};

// A reader that is not linear would take hours, and is ended.
test.each(Object.entries(READERS))(
  'a megabyte is read in one go: %s',
  (_, read) => {
    expect(tooMuchFor(read)).toEqual([]);
  },
  300_000,
);

test('a value of 128 KiB gets every spelling in one go', () => {
  expect(tooMuchFor((text) => maskForms(text, 4), 128 * 1024 - 8)).toEqual([]);
}, 300_000);
