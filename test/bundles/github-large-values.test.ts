import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import { needs } from '../harness/programs.js';
import { REPOSITORY } from '../harness/repository.js';
import { access, useEmulator, useFolder, vaultWith } from './support/scenario.js';

const SIZE = 8_700_000;
/** A text of the size, of pieces that a function makes. */
function text(before: string, piece: (index: number) => string, after: string): string {
  const pieces = [before];
  for (let length = 0; length < SIZE; length += pieces.at(-1)?.length ?? 0) pieces.push(piece(pieces.length));
  return `${pieces.join('')}${after}`;
}
const record = (index: number) => ({
  id: index,
  name: `user ${index}`,
  password: `fake-P4ss-${index}x`,
  tags: ['read', 'write'],
  nested: { token: `fake-t0ken-${index}`, port: 5432 },
});
/** Documents that have a lot in them: secrets, lines, numbers, other documents. */
const DOCUMENTS = {
  records: text('[', (index) => `${JSON.stringify(record(index))},`, '1]'),
  'records on lines of their own': text('[', (index) => `${JSON.stringify(record(index), null, 2)},\n`, '1]'),
  numbers: text('[', () => '1,'.repeat(1000), '1]'),
  assignments: text('', (index) => `KEY_${index}=fake-Xy${index}z\n`, ''),
};
/** Each process writes down the most memory that it had, in kilobytes (VmHWM, proc_pid_status(5)). */
const NOTING = `process.once('exit', () => {
  const fs = require('node:fs');
  const [, most] = /^VmHWM:\\s+(\\d+) kB$/m.exec(fs.readFileSync('/proc/self/status', 'utf8'));
  fs.appendFileSync(process.env.MEMORY_NOTES, most + '\\n');
});`;
const MOST_KILOBYTES = 256 * 1024;

const ROWS = nodeRuntimes().flatMap(({ name, path }) =>
  Object.entries(DOCUMENTS).map(([kind, document]) => ({ name, path, kind, document })),
);

// Of Linux, as the notes are. No stand-in of a runner: a masker of half a million masks takes its time.
needs('coreutils').describe.each(ROWS)('on $name a document of nine megabytes of $kind', ({ path, document }) => {
  const emulator = useEmulator(vaultWith({ secrets: [{ identity: 'large', data: [{ document }] }] }));
  const folder = useFolder();

  test('is masked in 256 MB', async () => {
    const [hook, notes] = [join(folder, 'noting.cjs'), join(folder, 'notes')];
    writeFileSync(hook, NOTING);
    const inputs = { ...access(emulator()), secrets: 'dsm:large#document > file:document' };
    const files = ['GITHUB_STATE', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_STEP_SUMMARY'].map((name) => {
      writeFileSync(join(folder, name), '');
      return [name, join(folder, name)] as const;
    });
    const child = spawn(path, ['--require', hook, join(REPOSITORY, 'dist/github/main/index.js')], {
      env: {
        ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        ...Object.fromEntries(files),
        RUNNER_TEMP: folder,
        MEMORY_NOTES: notes,
      },
      stdio: 'ignore',
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const kilobytes = Number(readFileSync(notes, 'utf8'));
    expect({ code, some: kilobytes > 0, fits: kilobytes < MOST_KILOBYTES }).toEqual({
      code: 0,
      some: true,
      fits: true,
    });
    expect(readFileSync(join(folder, 'document'), 'utf8') === document).toBe(true);
  });
});
