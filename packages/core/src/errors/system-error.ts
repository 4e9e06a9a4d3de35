/**
 * The code of an error of the operating system, such as `ENOENT`; `undefined` for any other error. Told by its shape: an
 * error that was made in another realm is no instance of our `Error`.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
