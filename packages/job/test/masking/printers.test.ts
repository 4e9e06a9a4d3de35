import { execFileSync } from 'node:child_process';
import { needs } from '../../../../test/harness/programs.js';
import { maskForms } from '../../src/masking/mask-forms.js';
import { type Printer, PRINTERS } from './printers.js';
import { maskAsRunner } from './runner-masker.js';

const VALUES: Readonly<Record<string, string>> = {
  plain: 'fake-Value.4711x_y',
  'four digits': '4711',
  'seven digits': '1234567',
  'base64 alphabet': 'q7/Zx+9aB/k2+Lm==',
  quotes: `it's a "fake" one, isn't it`,
  'many quotes': `a''bcdef'''ghijkl""mnopqr`,
  shell: 'fa$ke`value"with\\back$(slashes)!and*stars',
  'comment and tilde': '#fake ~value:~with=~tilde#s',
  'non-ASCII': 'sênha-fäkevälue-日本-🔑-end.of.it',
  controls: 'fake\tvalue\x1bwith\x07bells\x7fand\\more',
  'rare controls': "fakeone\u00a0faketwo\t'fakethree\x012fakefour",
  URL: 'p@ss:w/rd?fake=value&more#50%25 of+it;all,of$it!',
  markup: `<fake attr="value">&amp;'text'</fake>`,
  JSON: '{"token":"fa/ke\\"valüe","other":"x$y`z01234"}',
  brackets: '[fake]{value}(with)|pipes|^carets^',
  long: Array.from({ length: 30 }, (_, index) => `Fake${index * 7919}part`).join('/'),
  lines: 'fake first-line "A"\nfake s3cond/line \'B\'\nlast $line C\n',
  key: `-----BEGIN FAKE KEY-----\n${Array.from({ length: 9 }, (_, index) => `${index}q/W+${'fakeKEYline'.repeat(5)}`.slice(0, 64)).join('\n')}\nAb+/x9==\n-----END FAKE KEY-----\n`,
};

/** What is known by everybody: the boundary lines of PEM, which are never masked, and what programs put between lines. */
const KNOWN = /-{4,}(?:(?:BEGIN|END)[ +]FAKE[ +]KEY)?-{4,}|['"$,[\] +]*\\n['"$,[\] +]*|&#10;/g;

function print({ command: [file = '', ...args], locale }: Printer, value: string): string {
  const env = { PATH: process.env.PATH, PYTHONUTF8: '1', LC_ALL: locale ?? 'C.UTF-8', X: value };
  return execFileSync(file, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** What a program prints of each value. */
function printed(printer: Printer, values: readonly string[]): readonly string[] {
  if (printer.batch !== true) return values.map((value) => print(printer, value));
  return JSON.parse(print(printer, JSON.stringify(values))) as readonly string[];
}

/** The runs of six or more characters that can be read of what was printed. */
function readable(text: string, { frame = /$^/g }: Printer, masks: readonly string[]): readonly string[] {
  const shown = text
    .replaceAll(frame, '')
    .split('\n')
    .map((line) => maskAsRunner(line, masks))
    .join('\n');
  return shown
    .replaceAll(KNOWN, '')
    .split(/\*\*\*|\n/)
    .filter((run) => run.length >= 6);
}

const names = Object.keys(VALUES);
const masks = new Map(names.map((name) => [name, maskForms(VALUES[name] ?? '', 4)]));
const rows: string[] = [];

describe('nothing of six characters can be read of a secret that is printed', () => {
  for (const printer of PRINTERS) {
    const { test: testIfThere } = printer.needs === undefined ? { test } : needs(printer.needs);
    testIfThere(`by ${printer.name}`, () => {
      const texts = printed(printer, Object.values(VALUES));
      expect(texts).not.toContain('');
      const found = names.map((name, at) => readable(texts[at] ?? '', printer, masks.get(name) ?? []));
      rows.push(`${found.map((runs) => (runs.length === 0 ? '.' : 'X')).join('')} ${printer.name}`);
      expect(
        names.filter((_, at) => found[at]?.length !== 0).map((name) => [name, found[names.indexOf(name)]]),
      ).toEqual([]);
    });
  }

  afterAll(() => {
    const title = `${rows.length} printers x ${names.length} values (${names.join(', ')}); "." is: nothing can be read`;
    process.stdout.write([title, ...rows, ''].join('\n'));
  });
});
