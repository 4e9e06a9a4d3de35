const PREFIX = '##vso[';

/** `CommandStringConvertor._specialSymbolsMapping`. */
const SPECIAL = /** @type {const} */ ([
  [';', '%3B'],
  ['\r', '%0D'],
  ['\n', '%0A'],
  [']', '%5D'],
]);

/**
 * A logging command that a line holds.
 * @typedef {object} LoggingCommand
 * @property {string} area
 * @property {string} event
 * @property {ReadonlyMap<string, string>} properties Names in lower case: the agent compares them without case.
 * @property {string} data
 */

/**
 * `CommandStringConvertor.Unescape`: one pass for each symbol, percent signs last.
 * @param {string} text
 * @param {boolean} percents The knob `DecodePercents`.
 */
export function unescape(text, percents) {
  const unescaped = SPECIAL.reduce((rest, [symbol, escaped]) => rest.replaceAll(escaped, symbol), text);
  return percents ? unescaped.replaceAll('%AZP25', '%') : unescaped;
}

/**
 * `CommandStringConvertor.Escape`.
 * @param {string} text
 * @param {boolean} percents
 */
export function escape(text, percents) {
  const escaped = percents ? text.replaceAll('%', '%AZP25') : text;
  return SPECIAL.reduce((rest, [symbol, replacement]) => rest.replaceAll(symbol, replacement), escaped);
}

/**
 * `Command.TryParse`. The prefix may stand anywhere in the line.
 * @param {string} line
 * @param {boolean} percents
 * @returns {LoggingCommand | undefined}
 */
export function parseLoggingCommand(line, percents) {
  const prefix = line.indexOf(PREFIX);
  const end = prefix < 0 ? -1 : line.indexOf(']', prefix);
  if (end < 0) {
    return undefined;
  }
  const info = line.slice(prefix + PREFIX.length, end);
  const space = info.indexOf(' ');
  const words = (space < 0 ? info : info.slice(0, space)).split('.').filter((word) => word !== '');
  const [area, event] = words;
  if (area === undefined || event === undefined || words.length !== 2) {
    return undefined;
  }
  /** @type {Map<string, string>} */
  const properties = new Map();
  for (const property of space > 0 ? info.slice(space + 1).split(';') : []) {
    const equals = property.indexOf('=');
    if (equals > 0 && equals < property.length - 1) {
      properties.set(property.slice(0, equals).toLowerCase(), unescape(property.slice(equals + 1), percents));
    }
  }
  return { area, event, properties, data: unescape(line.slice(end + 1), percents) };
}
