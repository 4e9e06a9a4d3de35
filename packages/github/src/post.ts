import { openHostOutput, takeBack } from '@senhasegura-action/job';
import { runStep } from './run-step.js';

// Node's own warnings go there.
openHostOutput(process.stderr);
await runStep(takeBack, process.env, openHostOutput(process.stdout), process.platform);
