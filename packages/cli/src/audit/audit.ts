import { quoteText } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import { documentText, outputFormat } from '../commands/output.js';
import type { Finding, Skipped } from '../scan/contents.js';
import { searchPaths, withoutSecrets } from '../scan/search-paths.js';
import { type CommandContext, isSwitchedOn, type RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { type WatchedSecrets, watchedSecrets } from '../vault-run/watched-secrets.js';
import {
  type HeldVariable,
  heldVariables,
  type Suspected,
  suspectedInFiles,
  suspectedVariables,
} from './search-job.js';

/**
 * `senhasegura audit --secret REF... [PATH]...`: which variables of this job and which files of its checkout hold a value that the vault
 * has, and which look like secrets that no vault has. Names and places, never a value; nothing of the job is sent anywhere.
 */
export const audit: RunsCommand = async (context) => {
  const { invocation, interrupts } = context;
  const watched = await watchedSecrets(context, 'nothing is looked through');
  if (watched === 'dry-run') return EXIT.done;
  const report = await interrupts.during(search(context, watched));
  await tell(report, context);
  if (report.held.length + report.suspected.length > 0) return EXIT.found;
  return report.skipped.length > 0 && isSwitchedOn(invocation, 'strict') ? EXIT.failed : EXIT.done;
};

interface Audited {
  readonly held: readonly (HeldVariable | Finding)[];
  readonly suspected: readonly Suspected[];
  readonly skipped: readonly Skipped[];
}

/** Names in what is told go through the redactor: they may hold a secret too. */
async function search(
  { invocation, terminal: { environment, cwd } }: CommandContext,
  watched: WatchedSecrets,
): Promise<Audited> {
  const paths = invocation.words.length === 0 ? ['.'] : invocation.words;
  const { found, skipped } = await searchPaths(paths, cwd, watched);
  const suspected = isSwitchedOn(invocation, 'vault-only')
    ? []
    : [...suspectedVariables(environment, watched), ...(await suspectedInFiles(paths, cwd, watched))];
  const hidden = <T extends object>(each: T): T => {
    const names = Object.entries(each).map(([key, value]: [string, unknown]) => {
      const isName = typeof value === 'string' && (key === 'file' || key === 'variable' || key === 'at');
      return [key, isName ? withoutSecrets(value, watched) : value] as const;
    });
    return Object.fromEntries(names) as T;
  };
  return {
    held: [...heldVariables(environment, watched), ...found].map(hidden),
    suspected: suspected.map(hidden),
    skipped: skipped.map(hidden),
  };
}

async function tell({ held, suspected, skipped }: Audited, context: CommandContext): Promise<void> {
  const { log, terminal, invocation } = context;
  const format = outputFormat(invocation);
  if (format === 'text') {
    const lines = [...held.map(heldCells), ...suspected.map(suspectedCells)].map(
      (cells) => `${cells.map((cell) => printable(cell).replaceAll(/[\n\t]/g, '?')).join('\t')}\n`,
    );
    await writeOut(terminal.stdout, lines.join(''));
  } else await writeOut(terminal.stdout, await documentText(format, { held, suspected, skipped }));
  for (const { file, why } of skipped) log.warning(`Skipped: ${quoteText(file)} ${why}.`);
  log.notice(
    held.length + suspected.length === 0
      ? 'No secret was found.'
      : `Places with a value that the vault has: ${held.length}; that look like secrets, and are none of those: ${suspected.length}.`,
  );
}

/** Kind, name, place in it, and what is there. */
type Cells = readonly [string, string, string, string];

const heldCells = (held: HeldVariable | Finding): Cells =>
  'variable' in held
    ? ['variable', held.variable, '', held.references.join(' ')]
    : ['file', held.file, String(held.offset), held.references.join(' ')];

const suspectedCells = (suspected: Suspected): Cells =>
  'variable' in suspected
    ? ['variable', suspected.variable, suspected.at, 'looks like a secret']
    : ['file', suspected.file, suspected.at, 'looks like a secret'];
