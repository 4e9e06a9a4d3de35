import { type Format, noProblem } from './format.js';

/** One JSON object (RFC 8259), a member per variable, in their order. It holds every value there is, zero bytes and lone surrogates included. */
export const json: Format = {
  comment: undefined,
  isEnvironment: false,
  ignoresCase: false,
  problemOf: noProblem,
  // fromEntries makes `__proto__` a member like any other.
  write: (variables) =>
    `${JSON.stringify(Object.fromEntries(variables.map(({ name, value }) => [name, value])), undefined, 2)}\n`,
};
