import fc from 'fast-check';
import { addMaskCommands, harmless, keyValueEntries } from '../src/runner-commands.js';

const nasty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('::', '##[', '\n', '\r', '%', '%0A', ' ', '\u2028', 'add-mask'),
    ),
  )
  .map((parts) => parts.join(''));

test('each mask is one command, and the runner unescapes it to the text', () => {
  fc.assert(
    fc.property(fc.array(nasty), (texts) => {
      const lines = addMaskCommands(texts).split('\n');
      expect(lines.pop()).toBe('');
      const unescaped = lines.map((line) =>
        line.replace('::add-mask::', '').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%'),
      );
      expect(unescaped).toEqual(texts);
    }),
  );
});

test('no message starts a workflow command', () => {
  fc.assert(
    fc.property(nasty, (message) => {
      const shown = harmless(message);
      expect(shown).not.toContain('##[');
      for (const line of shown.split(/[\n\r\u0085\u2028\u2029]/)) expect(line.trim().startsWith('::')).toBe(false);
    }),
  );
});

test('plain messages stay as they are', () => {
  expect(harmless('Removed 2 files: a::b\n  and more')).toBe('Removed 2 files: a::b\n  and more');
});

/**
 * How the runner reads these files on Windows (actions/runner, EnvFileKeyValuePairs): CR LF ends a line as well as LF, and the value is
 * what stands between the first line's begin and the last one's end.
 */
function readOnWindows(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  let rest = text;
  const next = (): { readonly line: string; readonly end: string } => {
    const found = /\r?\n/.exec(rest);
    const [end, index] = [found?.[0] ?? '', found?.index ?? rest.length];
    const line = rest.slice(0, index);
    rest = rest.slice(index + end.length);
    return { line, end };
  };
  while (rest !== '') {
    const [name = '', delimiter = ''] = next().line.split('<<');
    const lines: string[] = [];
    for (let each = next(); each.line !== delimiter; each = next()) {
      if (rest === '') throw new Error('no end');
      lines.push(each.line, each.end);
    }
    entries.set(name, lines.slice(0, -1).join(''));
  }
  return entries;
}

/** How the runner reads these files on Linux (actions/runner, FileCommandManager): heredocs only, `\n` alone ends a line. */
function readAsRunner(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const end = rest.indexOf('\n');
    const [name = '', delimiter = ''] = rest.slice(0, end).split('<<');
    const body = rest.slice(end + 1).split('\n');
    const last = body.indexOf(delimiter);
    if (last < 0) throw new Error('no end');
    entries.set(name, body.slice(0, last).join('\n'));
    rest = body.slice(last + 1).join('\n');
  }
  return entries;
}

const names = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,20}$/);

test('the runner reads exactly what was written', () => {
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('\n', '\r', 'EOF', 'A=1', 'B<<EOF', '=', ' ', '\t', '<<')).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(fc.dictionary(names, values), (dictionary) => {
      const entries = new Map(Object.entries(dictionary));
      expect(readAsRunner(keyValueEntries(entries, 'linux'))).toEqual(entries);
      expect(readOnWindows(keyValueEntries(entries, 'win32'))).toEqual(entries);
    }),
  );
});

test('a delimiter that the value holds is replaced by another', () => {
  const delimiters = ['guessed', 'fresh'];
  const text = keyValueEntries(new Map([['A', 'x\nguessed\nB<<y']]), 'linux', () => delimiters.shift() ?? '');
  expect(text).toBe('A<<fresh\nx\nguessed\nB<<y\nfresh\n');
});
