import { runInNewContext } from 'node:vm';

/** Milliseconds: what takes seconds on a loaded machine is far below, and what takes hours far above. */
const LIMIT = 30_000;

/**
 * Does something, and ends it where it takes too long, a regular expression that goes back and forth included: what is quadratic in a
 * megabyte takes hours, and no test could wait for that.
 * @template Result
 * @param {() => Result} work
 * @param {number} [limit] Milliseconds.
 * @returns {Result}
 * @throws {Error} with the code `ERR_SCRIPT_EXECUTION_TIMEOUT`
 */
export const withinLimit = (work, limit = LIMIT) => runInNewContext('work()', { work }, { timeout: limit });
