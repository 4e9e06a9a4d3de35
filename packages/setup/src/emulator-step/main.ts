import { tmpdir } from 'node:os';
import * as core from '@actions/core';
import { startStep } from './start-step.js';

await startStep(process.env.RUNNER_TEMP ?? tmpdir()).catch((error: unknown) => {
  core.setFailed(error instanceof Error ? error.message : 'Something unforeseen happened.');
});
