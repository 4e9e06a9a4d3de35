/** Standard output takes no more. The message is for the user. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
