import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { bringFile } from './bring-file.js';
import { cleanUp } from './clean-up.js';
import { readRunbOptions } from './runb-options.js';

/** `senhasegura runb`: a drop-in for the vendor's `dsm runb` (wire contract section 3), with a clean-up. */
export const runb: RunsCommand = async (context) => {
  const options = await readRunbOptions(context);
  if (options.clean) return cleanUp(context, options);
  if (options.disabled) {
    context.log.notice('runb is disabled (SENHASEGURA_DISABLE_RUNB): nothing was done.');
    return EXIT.done;
  }
  return bringFile(context, options);
};
