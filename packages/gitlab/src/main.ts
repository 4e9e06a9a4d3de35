import { gitlabCommand } from './gitlab-command.js';

process.exitCode = await gitlabCommand(process.argv.slice(2), {
  environment: process.env,
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
});
