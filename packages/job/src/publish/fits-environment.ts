/** Linux: one string of the environment, `NAME=value` and the zero byte at its end, has 128 KiB at most (MAX_ARG_STRLEN). */
const LONGEST_VARIABLE = 128 * 1024 - 1;

/** Whether a process can be started with this variable, as far as its length goes. */
export function fitsEnvironment(name: string, value: string): boolean {
  // A UTF-16 code unit has three bytes of UTF-8 at most: nearly always that is answer enough.
  if ((name.length + value.length) * 3 < LONGEST_VARIABLE) return true;
  return Buffer.byteLength(name) + 1 + Buffer.byteLength(value) <= LONGEST_VARIABLE;
}
