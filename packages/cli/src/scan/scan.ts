import { quoteText } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import { documentText, outputFormat } from '../commands/output.js';
import { type CommandContext, isSwitchedOn, type RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { type WatchedSecrets, watchedSecrets } from '../vault-run/watched-secrets.js';
import type { Finding } from './contents.js';
import { type Scanned, searchPaths, withoutSecrets } from './search-paths.js';

/**
 * `senhasegura scan PATH...`: looks through files, folders and archives for secrets, before they are uploaded. Says where one is,
 * never what it is.
 */
export const scan: RunsCommand = async (context) => {
  const { invocation, terminal, interrupts } = context;
  const watched = await watchedSecrets(context, 'nothing is looked through');
  if (watched === 'dry-run') return EXIT.done;
  const report = await interrupts.during(searchPaths(invocation.words, terminal.cwd, watched));
  await tell(report, watched, context);
  if (report.found.length > 0) return EXIT.found;
  return report.skipped.length > 0 && isSwitchedOn(invocation, 'strict') ? EXIT.failed : EXIT.done;
};

/** A name in what is told may hold a secret: it goes through the redactor too. */
async function tell(
  { found, skipped, files }: Scanned,
  watched: WatchedSecrets,
  context: CommandContext,
): Promise<void> {
  const { log, terminal } = context;
  const hidden = (text: string): string => withoutSecrets(text, watched);
  const format = outputFormat(context.invocation);
  const findings = found.map((finding) => ({ ...finding, file: hidden(finding.file) }));
  const left = skipped.map(({ file, why }) => ({ file: hidden(file), why }));
  if (format === 'text') {
    const line = ({ file, offset, references }: Finding): string =>
      `${[file, String(offset), references.join(' ')].map((cell) => printable(cell).replaceAll(/[\n\t]/g, '?')).join('\t')}\n`;
    await writeOut(terminal.stdout, findings.map(line).join(''));
  } else await writeOut(terminal.stdout, await documentText(format, { found: findings, skipped: left }));
  for (const { file, why } of left) log.warning(`Skipped: ${quoteText(file)} ${why}.`);
  const where = `${files} ${files === 1 ? 'file' : 'files'}`;
  log.notice(
    found.length === 0 ? `No secret was found in ${where}.` : `Secrets were found in ${where}: ${found.length}.`,
  );
}
