import type { OutputEnd, OutputPump } from './pump-output.js';

/** How often it is looked whether the sinks wait, in milliseconds. */
const LOOK = 50;

/**
 * Waits for the end of a command's outputs once the command itself has ended. A process that it left behind can keep them
 * open for ever; so they are cut after `grace` milliseconds. Time in which a sink has yet to take something does not count:
 * what the command printed is not lost because its reader is slow.
 *
 * @returns how the outputs ended, or `cut-off`: by the grace, or because `interrupted` came first
 */
export async function waitForOutputs(
  pumps: readonly OutputPump[],
  grace: number,
  interrupted: Promise<void>,
): Promise<readonly OutputEnd[] | 'cut-off'> {
  let left = grace;
  let timer: NodeJS.Timeout | undefined;
  const graceOver = new Promise<'cut-off'>((resolve) => {
    timer = setInterval(() => {
      if (!pumps.some(({ waits }) => waits())) left -= LOOK;
      if (left <= 0) resolve('cut-off');
    }, LOOK);
  });
  const all = Promise.all(pumps.map(({ done }) => done));
  const outcome = await Promise.race([all, graceOver, interrupted.then(() => 'cut-off' as const)]);
  clearInterval(timer);
  for (const { cut } of pumps) cut();
  return outcome;
}
