import { openHostOutput, takeBack } from '@senhasegura-action/job';
import { runTask } from './run-task.js';

// Node's own warnings go there.
openHostOutput(process.stderr);
await runTask(takeBack, process.env, openHostOutput(process.stdout), process.platform);
