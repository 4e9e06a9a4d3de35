import type { CommandName } from '../command-line/command-table.js';
import type { RunsCommand } from './command-context.js';

/** Loads a command, and only that: each is a file of its own in the bundle. */
export async function loadCommand(name: CommandName): Promise<RunsCommand> {
  switch (name) {
    case 'runb':
      return (await import('../runb/runb.js')).runb;
    case 'run':
      return (await import('../run/run.js')).run;
    case 'get':
      return (await import('../get/get.js')).get;
    case 'list':
      return (await import('../list/list.js')).list;
    case 'put':
      return (await import('../put/put.js')).put;
    case 'register':
      return (await import('../register/register.js')).register;
    case 'rotate':
      return (await import('../rotate/rotate.js')).rotate;
    case 'release':
      return (await import('../release/release.js')).release;
    case 'doctor':
      return (await import('../doctor/doctor.js')).doctor;
    case 'completion':
      return (await import('../completion/completion.js')).completion;
  }
}
