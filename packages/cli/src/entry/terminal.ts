import type { Readable, Writable } from 'node:stream';
import type { Environment } from '@senhasegura-action/core/internal';
import type { SignalSource } from '../run-command/relay-signals.js';

/** All that a command has of the world besides the vault; a test gives it another one. */
export interface Terminal {
  readonly environment: Environment;
  /** Absolute. */
  readonly cwd: string;
  /** The user's home folder, absolute. */
  readonly home: string;
  /** The folder for temporary files, absolute. */
  readonly tempDir: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly signals: SignalSource;
}
