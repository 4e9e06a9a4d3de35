import { bringSecrets, openHostOutput, takeBack } from '@senhasegura-action/job';
import { runTask } from './run-task.js';

// Node's own warnings go there.
openHostOutput(process.stderr);
await runTask(
  async (platform, sources) => {
    // Another attempt (`retryCountOnTaskFailure`) finds what the one before left behind, and would lose track of it.
    if (platform.state.load() !== undefined) await takeBack(platform, sources);
    await bringSecrets(platform, sources);
  },
  process.env,
  openHostOutput(process.stdout),
  process.platform,
);
