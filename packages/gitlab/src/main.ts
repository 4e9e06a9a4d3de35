import { openHostOutput } from '@senhasegura-action/job';
import { gitlabCommand } from './gitlab-command.js';

const code = openHostOutput(process.stdout);
const log = openHostOutput(process.stderr);
const exitCode = await gitlabCommand(process.argv.slice(2), {
  environment: process.env,
  stdout: code.print,
  stderr: log.print,
  system: process.platform,
});
// A shell that could not read the code has no secrets, and must not go on as if it had.
process.exitCode = (await code.taken()) ? exitCode : 1;
