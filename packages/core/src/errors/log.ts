/** Where a run tells what it does. Messages may hold names that come from the vault: each method makes them harmless for its host. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string): void;
  warning(message: string): void;
}
