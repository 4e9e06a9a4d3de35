const WIDTH = 100;

/** @param {string} title */
export const section = (title) => {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, WIDTH - title.length - 4))}`);
};

/**
 * A step's masked log as the page of a run shows it: groups open, markers in words, colours left out.
 * @param {string} log
 */
export const showLog = (log) => {
  const lines = log.trimEnd().split('\n');
  for (const line of lines.filter((text) => text !== '##[endgroup]')) {
    console.log(`  ${readable(line)}`);
  }
};

/** @param {string} line */
const readable = (line) =>
  line
    // eslint's no-control-regex would refuse the escape character inside a pattern
    .split('\u001b')
    .map((part, index) => (index === 0 ? part : part.replace(/^\[[0-9;]*m/u, '')))
    .join('')
    .replace(/^##\[group\]/u, '▼ ')
    .replace(/^##\[(error|warning|notice|debug)\]/u, (_, word) => `${word[0].toUpperCase()}${word.slice(1)}: `);

/**
 * @param {boolean} good
 * @param {string} text
 */
export const verdict = (good, text) => {
  console.log(`  ${good ? '✓' : '✗'} ${text}`);
};
