#!/usr/bin/env node
import { homedir, tmpdir } from 'node:os';
import { isatty } from 'node:tty';
import { runCli } from './entry/run-cli.js';

/** How long what was given up, such as a request to a vault that does not answer, may keep the process; in milliseconds. */
const GIVEN_UP = 2_000;

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  system: process.platform,
  cwd: process.cwd(),
  home: homedir(),
  tempDir: tmpdir(),
  // Only when it is read: a pipe that a command inherits must stay as it is.
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  signals: process,
  // By the descriptors: to make a stream of standard input would change what a command inherits.
  isInteractive: isatty(0) && isatty(1),
});
setTimeout(() => process.exit(), GIVEN_UP).unref();
