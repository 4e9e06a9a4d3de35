import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pumpOutput } from '../../src/run-command/outputs.js';

const passing = { write: (chunk: Buffer) => chunk, end: () => Buffer.from('<held>'), held: () => 0 };

test.each(['', 'a line\n'])(
  'a standard input that is a file, which Node never closes, comes to its end: %j',
  async (text) => {
    const folder = mkdtempSync(join(tmpdir(), 'outputs-'));
    try {
      writeFileSync(join(folder, 'input'), text);
      const written: Buffer[] = [];
      const sink = new Writable({
        write: (chunk: Buffer, _, taken) => {
          written.push(chunk);
          taken();
        },
      });
      const source = createReadStream(join(folder, 'input'), { autoClose: false });
      expect(await pumpOutput(source, passing, sink, () => undefined).done).toEqual({ kind: 'taken' });
      expect(Buffer.concat(written).toString()).toBe(`${text}<held>`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
