import fc from 'fast-check';
import { createJobLog } from '../src/job-log.js';

function recorded() {
  const texts: string[] = [];
  return {
    texts,
    log: createJobLog(
      (text) => texts.push(text),
      () => 1234.5,
    ),
  };
}

test('says who speaks, and how bad it is', () => {
  const { texts, log } = recorded();
  log.info('a');
  log.notice('b');
  log.warning('c');
  log.error('d');
  expect(texts).toEqual([
    'senhasegura: a\n',
    'senhasegura: b\n',
    'senhasegura: warning: c\n',
    'senhasegura: error: d\n',
  ]);
});

test('folds the details into one section, and shows none where there are none', () => {
  const { texts, log } = recorded();
  log.showDetails('Title');
  log.debug('first');
  log.debug('second');
  log.showDetails('Title');
  log.showDetails('Title');
  expect(texts).toEqual([
    '\u001b[0Ksection_start:1234:senhasegura_details[collapsed=true]\r\u001b[0KTitle\nfirst\nsecond\n\u001b[0Ksection_end:1234:senhasegura_details\r\u001b[0K\n',
  ]);
});

test('no message starts a section, steers the terminal or gives the runner a command', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('\u001b', '[', '0K', '\r', '\n', ':', ' ', 'section_end:', 'x') }),
      (message) => {
        const { texts, log } = recorded();
        log.warning(message);
        log.debug(message);
        log.showDetails('Title');
        const [warning = '', section = ''] = texts;
        const inside = section.split('\n').slice(1, -2).join('\n');
        for (const steering of ['\u001b', '\r']) expect(`${warning}${inside}`).not.toContain(steering);
        expect(`${warning}${inside}`).not.toMatch(/^[^\S\n]*::/m);
      },
    ),
  );
});

// A pattern that looked for the white space after each line end to the end of the text would take minutes.
test.each(['\n', ' \n', '\t', '::', ' ::', '\r'])('a megabyte of %j in a name', (piece) => {
  const printed: string[] = [];
  createJobLog(
    (text) => printed.push(text),
    () => 0,
  ).warning(piece.repeat(Math.ceil((1024 * 1024) / piece.length)));
  expect(printed.join('')).not.toMatch(/^[^\S\n]*::/m);
});
