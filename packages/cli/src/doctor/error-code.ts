/** The code of an error of Node's, e.g. `ECONNREFUSED`; its message can quote what came over the wire. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
