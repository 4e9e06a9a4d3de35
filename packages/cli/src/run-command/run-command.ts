import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import type { CompiledForms } from '../redact/compile-forms.js';
import { createRedactor } from '../redact/redactor.js';
import { pumpOutput, requireTaken, waitForOutputs } from './outputs.js';
import { inTerminalForeground, relaySignals, type SignalSource } from './relay-signals.js';
import { type Command, type NotStarted, startCommand, type Started, startOnTerminal } from './start-command.js';

/** The command ended. `cut-off`: something it had started kept its output open, and was no longer listened to. */
interface Ended {
  readonly output: 'whole' | 'cut-off';
}

interface Exited extends Ended {
  readonly kind: 'exited';
  readonly code: number;
}

interface Killed extends Ended {
  readonly kind: 'killed';
  readonly signal: NodeJS.Signals;
}

export type CommandResult = Exited | Killed | NotStarted;

/**
 * The exit status that a shell would have (POSIX.1-2024, Shell Command Language, 2.8.2): the command's own, 128 plus the
 * number of the signal that killed it, 127 where it was not found, 126 where it could not be executed.
 */
export function exitStatusOf(result: CommandResult): number {
  switch (result.kind) {
    case 'exited':
      return result.code;
    case 'killed':
      return 128 + constants.signals[result.signal];
    case 'not-started':
      return result.reason === 'not-found' ? 127 : 126;
  }
}

/** How long outputs may stay open after the command has ended, in milliseconds. */
const OUTPUT_GRACE = 5_000;

export interface CommandRequest extends Command {
  /** What must not show in the outputs. */
  readonly forms: CompiledForms;
  /** `inherit`: the command reads the standard input of this process itself, be it a terminal, a file or a pipe. */
  readonly stdin: 'inherit' | Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly signals: SignalSource;
  /** Whether a terminal's keys signal the command as they do this process. */
  readonly inForeground?: () => boolean;
  /** Milliseconds, instead of OUTPUT_GRACE. */
  readonly grace?: number;
  /** Is called once when the command waits and the end of what it printed is held back, because a secret begins so. */
  readonly onHeldBack?: () => void;
}

function feed(source: Readable, target: Writable): () => void {
  // The command need not read its input to the end.
  target.on('error', () => undefined);
  source.once('error', () => target.end());
  source.pipe(target);
  return () => {
    source.unpipe(target);
  };
}

function onlyOnce(tell: () => void): () => void {
  let told = false;
  return () => {
    if (!told) tell();
    told = true;
  };
}

async function attend(started: Started, request: CommandRequest, interrupted: Promise<void>): Promise<CommandResult> {
  const { forms, stdin, stdout, stderr, grace = OUTPUT_GRACE } = request;
  const onHeldBack = onlyOnce(request.onHeldBack ?? (() => undefined));
  const pumps = [
    pumpOutput(started.stdout, createRedactor(forms), stdout, onHeldBack),
    pumpOutput(started.stderr, createRedactor(forms), stderr, onHeldBack),
  ];
  const stopFeeding = stdin !== 'inherit' && started.stdin !== null ? feed(stdin, started.stdin) : undefined;
  const ended = await started.ended;
  stopFeeding?.();
  const ends = await waitForOutputs(pumps, grace, interrupted);
  if (ends === 'cut-off') return { ...ended, output: 'cut-off' };
  requireTaken(ends);
  return { ...ended, output: 'whole' };
}

/**
 * Runs a command with every secret kept out of what it prints, and waits until it and its outputs have ended.
 *
 * Standard output and standard error are redacted each by itself: a secret of which one half goes to each is not seen. The
 * command gets pipes instead of a terminal there. Signals are handed on (`relaySignals`); one that asks to end and comes
 * after the command's own end ends the waiting for its outputs too.
 *
 * @throws Error when an output could not be written for another reason than that its reader went away, e.g. a full disk
 */
export async function runCommand(request: CommandRequest): Promise<CommandResult> {
  const relay = relaySignals(request.signals, request.inForeground ?? inTerminalForeground);
  try {
    const outcome = await startCommand(request, request.stdin === 'inherit' ? 'inherit' : 'pipe');
    if (outcome.kind === 'not-started') return outcome;
    relay.started(outcome.kill);
    void outcome.ended.then(relay.ended);
    return await attend(outcome, request, relay.interrupted);
  } finally {
    relay.stop();
  }
}

export interface TerminalRequest extends Command {
  readonly signals: SignalSource;
  readonly inForeground?: () => boolean;
}

/**
 * Runs a command that has the terminal itself, as a shell would: it reads keys, knows the size, and nothing of its output passes here.
 * It stays in this process's group, which is the terminal's foreground group, so that Ctrl-C and Ctrl-Z reach it and a stop stops both:
 * Node.js is not told of a child that has stopped, and would wait for one in a group of its own for ever. A shell makes its own group.
 */
export async function runOnTerminal(request: TerminalRequest): Promise<CommandResult> {
  const relay = relaySignals(request.signals, request.inForeground ?? inTerminalForeground);
  try {
    const outcome = await startOnTerminal(request);
    if (outcome.kind === 'not-started') return outcome;
    relay.started(outcome.kill);
    return { ...(await outcome.ended), output: 'whole' };
  } finally {
    relay.stop();
  }
}
