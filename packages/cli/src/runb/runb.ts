import type { RunsCommand } from '../entry/command-context.js';
import { EXIT } from '../entry/exit-code.js';
import { bringFile } from './bring-file.js';
import { cleanUp } from './clean-up.js';
import { isDisabled, readRunbOptions } from './runb-options.js';

/** `senhasegura runb`: a drop-in for the vendor's `dsm runb` (wire contract section 3), with a clean-up. */
export const runb: RunsCommand = async (context) => {
  if (isDisabled(context)) {
    context.log.notice('runb is disabled (SENHASEGURA_DISABLE_RUNB): nothing was done.');
    return EXIT.done;
  }
  const options = await readRunbOptions(context);
  return options.clean ? cleanUp(context, options) : bringFile(context, options);
};
