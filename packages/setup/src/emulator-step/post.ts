import * as core from '@actions/core';
import { endStep } from './end-step.js';

await endStep(core.getState('folder')).catch((error: unknown) => {
  core.setFailed(error instanceof Error ? error.message : 'Something unforeseen happened.');
});
