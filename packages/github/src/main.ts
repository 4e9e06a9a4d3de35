import { bringSecrets } from '@senhasegura-action/job';
import { runStep } from './run-step.js';

await runStep(bringSecrets, process.env, (text) => process.stdout.write(text));
