import * as core from '@actions/core';
import { setUp } from './set-up.js';

await setUp().catch((error: unknown) => {
  core.setFailed(error instanceof Error ? error.message : 'Something unforeseen happened.');
});
