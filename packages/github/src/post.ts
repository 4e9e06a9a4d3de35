import { takeBack } from '@senhasegura-action/job';
import { runStep } from './run-step.js';

await runStep(takeBack, process.env, (text) => process.stdout.write(text));
