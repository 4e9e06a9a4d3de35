#!/usr/bin/env node
import { homedir, tmpdir } from 'node:os';
import { runCli } from './entry/run-cli.js';

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
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
});
