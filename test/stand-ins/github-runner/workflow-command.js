import { trim, trimStart } from './dotnet-text.js';

/**
 * A workflow command as `ActionCommand` reads it from a line of output.
 * @typedef {object} WorkflowCommand
 * @property {string} name As the line spells it; the runner compares names without case.
 * @property {ReadonlyMap<string, string>} properties Keys in lower case.
 * @property {string} data
 */

/** Order matters: `%25` comes last, so that `%250A` is the text `%0A`. */
const DATA = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY = [['%0D', '\r'], ['%0A', '\n'], ['%3A', ':'], ['%2C', ','], ['%25', '%']]; // prettier-ignore
const OLD_STYLE = [['%3B', ';'], ['%0D', '\r'], ['%0A', '\n'], ['%5D', ']'], ['%25', '%']]; // prettier-ignore

/**
 * @param {string} text
 * @param {readonly string[][]} mappings
 */
const unescape = (text, mappings) =>
  mappings.reduce((result, [escaped = '', plain = '']) => result.replaceAll(escaped, plain), text);

/**
 * Reads a line, `ActionCommand.TryParseV2` first and `TryParse` after it.
 * @param {string} line
 * @param {(name: string) => boolean} isRegistered
 * @returns {WorkflowCommand | undefined} `undefined`: the line is ordinary output.
 */
export const parseWorkflowCommand = (line, isRegistered) =>
  parseCurrent(line, isRegistered) ?? parseOldStyle(line, isRegistered);

/**
 * `::name key=value,key=value::data`, at the start of the line but for white space.
 * @param {string} line
 * @param {(name: string) => boolean} isRegistered
 */
function parseCurrent(line, isRegistered) {
  const message = trimStart(line);
  const end = message.startsWith('::') ? message.indexOf('::', 2) : -1;
  if (end < 0) {
    return undefined;
  }
  const { name, rest } = splitName(message.slice(2, end));
  if (!isRegistered(name)) {
    return undefined;
  }
  return {
    name,
    properties: readProperties(trim(rest), ',', PROPERTY),
    data: unescape(message.slice(end + 2), DATA),
  };
}

/**
 * `##[name key=value;key=value]data`, anywhere in the line.
 * @param {string} line
 * @param {(name: string) => boolean} isRegistered
 */
function parseOldStyle(line, isRegistered) {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) {
    return undefined;
  }
  const { name, rest } = splitName(line.slice(start + 3, end));
  if (!isRegistered(name)) {
    return undefined;
  }
  return { name, properties: readProperties(rest, ';', OLD_STYLE), data: unescape(line.slice(end + 1), OLD_STYLE) };
}

/** @param {string} info */
function splitName(info) {
  const space = info.indexOf(' ');
  return space < 0 ? { name: info, rest: '' } : { name: info.slice(0, space), rest: info.slice(space + 1) };
}

/**
 * A pair without a name or without a value is dropped, as `Split(..., RemoveEmptyEntries)` does.
 * @param {string} text
 * @param {string} separator
 * @param {readonly string[][]} mappings
 */
function readProperties(text, separator, mappings) {
  /** @type {Map<string, string>} */
  const properties = new Map();
  for (const pair of text.split(separator)) {
    const [, key, value] = /^=*([^=]+)=+([^=][^]*)$/u.exec(pair) ?? [];
    if (key !== undefined && value !== undefined) {
      properties.set(key.toLowerCase(), unescape(value, mappings));
    }
  }
  return properties;
}
