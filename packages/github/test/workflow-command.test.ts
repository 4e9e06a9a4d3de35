import fc from 'fast-check';
import { addMaskCommands, harmless } from '../src/workflow-command.js';

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
