import { takeBack } from '@senhasegura-action/job';
import { runTask } from './run-task.js';

await runTask(takeBack, process.env, (text) => process.stdout.write(text));
