import { failureMessage, InputError } from '@senhasegura-action/core/internal';
import { refuseDebugging } from '@senhasegura-action/job';
import type { CommandName } from '../command-line/command-table.js';
import { type Invocation, parseCommandLine } from '../command-line/parse-command-line.js';
import { overview, settingsHelp, usageOf } from '../command-line/usage.js';
import { OutputError } from '../run-command/outputs.js';
import { isSwitchedOn, type RunsCommand } from '../settings/command-context.js';
import { exposedSecrets, readGivenSettings } from '../settings/given-settings.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { InterruptedError, watchInterrupts } from '../terminal/interrupts.js';
import { createStderrLog, type StderrLog } from '../terminal/stderr-log.js';
import { type Terminal, writeOut } from '../terminal/terminal.js';

/** The version of the product; a test keeps it equal to that of package.json. */
export const version = '1.0.0';

/** Runs the command line; gives the exit code (design section 5). Nothing is thrown. */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const line = parseCommandLine(args);
  switch (line.kind) {
    case 'help':
      return show(helpText(line.about), terminal);
    case 'version':
      return show(`${version}\n`, terminal);
    case 'wrong': {
      const hint = `Try: senhasegura ${line.command === undefined ? '' : `${line.command} `}--help`;
      const text = [...line.problems.map((problem) => `senhasegura: ${problem}`), hint, ''].join('\n');
      // There is no other place to tell that standard error takes nothing.
      await writeOut(terminal.stderr, text).catch(() => undefined);
      return EXIT.usage;
    }
    case 'command':
      return runCommandLine(line, terminal);
  }
}

function helpText(about: CommandName | 'settings' | undefined): string {
  if (about === undefined) return overview();
  return about === 'settings' ? settingsHelp() : usageOf(about);
}

async function show(text: string, { stdout, stderr }: Terminal): Promise<number> {
  try {
    await writeOut(stdout, text);
    return EXIT.done;
  } catch (error) {
    return tell(error, createStderrLog(stderr, false));
  }
}

async function runCommandLine(invocation: Invocation, terminal: Terminal): Promise<number> {
  const log = createStderrLog(terminal.stderr, isSwitchedOn(invocation, 'verbose'));
  const interrupts = watchInterrupts(terminal.signals);
  try {
    for (const option of exposedSecrets(invocation)) {
      log.warning(
        `${option} is on the command line, where other users can read it. Use the variable or the configuration file.`,
      );
    }
    refuseDebugging(terminal.environment, adviceOnDebugging);
    const command = await loadCommand(invocation.command);
    const given = await readGivenSettings(invocation, terminal);
    return await command({ invocation, given, terminal, log, interrupts });
  } catch (error) {
    return tell(error, log);
  } finally {
    interrupts.stop();
  }
}

const adviceOnDebugging = (set: string): string =>
  `Unset it; for a command of run write: run -- env ${set}=... COMMAND.`;

function tell(error: unknown, log: StderrLog): number {
  if (error instanceof InterruptedError) {
    log.error(error.message);
    return error.exitCode;
  }
  for (const problem of problemsOf(error)) log.error(problem);
  return exitCodeOf(error);
}

function problemsOf(error: unknown): readonly string[] {
  if (error instanceof InputError) return error.problems;
  return [error instanceof OutputError ? error.message : failureMessage(error)];
}

/** Loads a command, and only that: each is a file of its own in the bundle. */
async function loadCommand(name: CommandName): Promise<RunsCommand> {
  switch (name) {
    case 'runb':
      return (await import('../runb/runb.js')).runb;
    case 'run':
      return (await import('../run/run.js')).run;
    case 'redact':
      return (await import('../commands/redact.js')).redact;
    case 'scan':
      return (await import('../scan/scan.js')).scan;
    case 'audit':
      return (await import('../audit/audit.js')).audit;
    case 'get':
      return (await import('../commands/get.js')).get;
    case 'inject':
      return (await import('../inject/inject.js')).inject;
    case 'list':
      return (await import('../commands/list.js')).list;
    case 'put':
      return (await import('../commands/put.js')).put;
    case 'register':
      return (await import('../commands/register.js')).register;
    case 'rotate':
      return (await import('../commands/rotate.js')).rotate;
    case 'release':
      return (await import('../commands/release.js')).release;
    case 'doctor':
      return (await import('../doctor/doctor.js')).doctor;
    case 'manifests':
      return (await import('../manifests/manifests.js')).manifests;
    case 'completion':
      return (await import('../commands/completion.js')).completion;
  }
}
