/**
 * Reads the text of `GITHUB_ENV`, `GITHUB_OUTPUT` or `GITHUB_STATE` as `EnvFileKeyValuePairs` does on Linux, where only
 * LF ends a line: `NAME=value`, or `NAME<<DELIMITER`, lines, `DELIMITER`. The last delimiter needs no LF after it.
 * The iteration is lazy, as the runner's is: pairs before a wrong one are already in force when it throws.
 * @param {string} text
 * @returns {Generator<readonly [name: string, value: string], void, undefined>}
 * @throws {Error} with the runner's own message
 */
export function* readKeyValuePairs(text) {
  const lines = createLfReader(text);
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    if (line.text === '') {
      continue;
    }
    const equals = line.text.indexOf('=');
    const heredoc = line.text.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      // The runner checks that the line, not the name, is not empty: `=value` is a pair with an empty name.
      yield [line.text.slice(0, equals), line.text.slice(equals + 1)];
    } else if (heredoc >= 0) {
      yield readHeredoc(line.text, heredoc, lines);
    } else {
      throw new Error(`Invalid format '${line.text}'`);
    }
  }
}

/** @typedef {{ text: string, start: number, end: number, ended: boolean }} Line `ended`: an LF follows. */
/** @typedef {{ next: () => Line | undefined, between: (start: number, end: number) => string }} LfReader */

/**
 * @param {string} header
 * @param {number} at
 * @param {LfReader} lines
 * @returns {readonly [string, string]}
 */
function readHeredoc(header, at, lines) {
  const name = header.slice(0, at);
  const delimiter = header.slice(at + 2);
  if (name === '' || delimiter === '') {
    throw new Error(`Invalid format '${header}'. Name must not be empty and delimiter must not be empty`);
  }
  /** @type {Line | undefined} */
  let first;
  /** @type {Line | undefined} */
  let last;
  for (;;) {
    const line = lines.next();
    if (line === undefined) {
      throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
    }
    if (line.text === delimiter) {
      return [name, first !== undefined && last !== undefined ? lines.between(first.start, last.end) : ''];
    }
    if (!line.ended) {
      throw new Error('Invalid value. EOF marker missing new line.');
    }
    first ??= line;
    last = line;
  }
}

/**
 * @param {string} text
 * @returns {LfReader}
 */
function createLfReader(text) {
  let index = 0;
  return {
    next() {
      if (index >= text.length) {
        return undefined;
      }
      const start = index;
      const lf = text.indexOf('\n', start);
      const end = lf < 0 ? text.length : lf;
      index = lf < 0 ? text.length : lf + 1;
      return { text: text.slice(start, end), start, end, ended: lf >= 0 };
    },
    between: (start, end) => text.slice(start, end),
  };
}
