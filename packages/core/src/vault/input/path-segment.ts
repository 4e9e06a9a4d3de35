import { InputError } from '../../errors/senhasegura-error.js';

/**
 * An id or identifier as one segment of a path.
 * @param what names it in messages
 * @throws {InputError} for a text that no segment can be: an empty one, and `.` and `..`, which would name another resource
 */
export function pathSegment(what: string, value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text === '' || text === '.' || text === '..' || !text.isWellFormed()) {
    throw new InputError(`${what} has to be an id or identifier: a text that is not empty, or a number.`);
  }
  return encodeURIComponent(text);
}
