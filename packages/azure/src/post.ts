import { skipParserOptimization, takeBack } from '@senhasegura-action/core';
import { runTask } from './run-task.js';

skipParserOptimization();
await runTask(takeBack, process.env, (text) => process.stdout.write(text));
