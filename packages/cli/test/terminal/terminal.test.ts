import { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { OutputError } from '../../src/run-command/outputs.js';
import { writeOut } from '../../src/terminal/terminal.js';

const failing = (code: string) =>
  new Writable({
    write: (_chunk, _encoding, done) => {
      done(Object.assign(new Error('fake failure'), { code }));
    },
  });

describe('writeOut', () => {
  test('is done when the stream has taken it', async () => {
    const taken: string[] = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        setImmediate(() => {
          taken.push(chunk.toString('utf8'));
          done();
        });
      },
    });
    await writeOut(stream, 'one');
    await writeOut(stream, '');
    expect(taken).toEqual(['one']);
  });

  test('a full disk is an error that says so, once', async () => {
    const writing = writeOut(failing('ENOSPC'), 'fake-value');
    await expect(writing).rejects.toBeInstanceOf(OutputError);
    await expect(writing).rejects.toThrow(/^Standard output could not be written \(ENOSPC\)\. Make room/);
    await turn();
  });

  test('a reader that went away is no error, however often', async () => {
    const stream = failing('EPIPE');
    await writeOut(stream, 'one');
    await turn();
    await writeOut(stream, 'two');
    expect(stream.listenerCount('error')).toBe(1);
  });
});
