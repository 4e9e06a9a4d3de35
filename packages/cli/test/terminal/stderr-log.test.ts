import { PassThrough, Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { createStderrLog } from '../../src/terminal/stderr-log.js';

const said = (verbose: boolean, speak: (log: ReturnType<typeof createStderrLog>) => void): string => {
  const stream = new PassThrough();
  speak(createStderrLog(stream, verbose));
  return (stream.read() as Buffer | null)?.toString('utf8') ?? '';
};

describe('the log on standard error', () => {
  test('says what a user must know, and the rest only when asked', () => {
    const speak = (log: ReturnType<typeof createStderrLog>) => {
      log.debug('one');
      log.info('two');
      log.notice('three');
      log.warning('four');
      log.error('five');
    };
    const shown = 'senhasegura: three\nsenhasegura: warning: four\nsenhasegura: error: five\n';
    expect(said(false, speak)).toBe(shown);
    expect(said(true, speak)).toBe(`senhasegura: debug: one\nsenhasegura: two\n${shown}`);
  });

  test('hides what it was told to hide, from then on', () => {
    const text = said(true, (log) => {
      log.hide(['fake-secret-of-this-test', 'fake-secret']);
      log.error('it is fake-secret-of-this-test, fake-secret');
    });
    expect(text).toBe('senhasegura: error: it is ***, ***\n');
  });

  test('a name from a vault steers no terminal', () => {
    expect(
      said(false, (log) => {
        log.notice('a\u001b[2Jb\rc\u2028d');
      }),
    ).toBe('senhasegura: a?[2Jb?c?d\n');
  });

  test('messages that nobody reads any more are dropped', async () => {
    const closed = new Writable({
      write: (_chunk, _encoding, done) => {
        done(Object.assign(new Error('fake failure'), { code: 'EPIPE' }));
      },
    });
    const log = createStderrLog(closed, false);
    log.notice('one');
    await turn();
    log.error('two');
    await turn();
    expect(closed.listenerCount('error')).toBe(1);
  });
});

describe('the running line', () => {
  const spoken = (isTTY: boolean): string => {
    const stream = Object.assign(new PassThrough(), { isTTY });
    const log = createStderrLog(stream, false);
    log.hide(['fake-hidden']);
    log.running('one fake-hidden');
    log.running('two');
    log.notice('said');
    log.running('three');
    log.running(undefined);
    log.running(undefined);
    return (stream.read() as Buffer | null)?.toString('utf8') ?? '';
  };

  test('is one line at a terminal, which a message and the end take away', () => {
    const clear = '\r\u001b[K';
    const shown = ['senhasegura: one ***', 'senhasegura: two', 'senhasegura: said\n', 'senhasegura: three', ''];
    expect(spoken(true)).toBe(shown.map((text) => clear + text).join(''));
  });

  test('is a line each elsewhere', () => {
    const lines = ['one ***', 'two', 'said', 'three'];
    expect(spoken(false)).toBe(lines.map((line) => `senhasegura: ${line}\n`).join(''));
  });
});
