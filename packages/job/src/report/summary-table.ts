import type { FetchedMasking, Maskings } from '../masking/masker.js';
import type { Publication } from '../publish/publication.js';
import { tableCell } from './harmless-text.js';

/** A summary has 1 MiB at most, and nobody reads ten thousand rows. */
const MOST_ROWS = 200;

/** What vaults write as a version or a date is shorter (contract sections 1 and 3). */
const LONGEST_DETAIL = 40;

/**
 * A Markdown table of names, sources and sinks for the summary of the job, and of version and end where a secret has them: never a
 * value, nor its length.
 */
export function summaryTable(publications: readonly Publication[], maskings: Maskings): string {
  const hasDetails = publications.some(({ fetched }) => detailsOf(fetched).some((detail) => detail !== undefined));
  const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['Name', 'Source', 'Sink', 'Masked', ...(hasDetails ? ['Version', 'Expires'] : [])];
  const rows = publications.slice(0, MOST_ROWS).map((publication) => {
    const { fetched, destination } = publication;
    const cells = [nameOf(publication), fetched.reference, SINKS[destination.kind]].map(tableCell);
    const details = hasDetails ? detailsOf(fetched).map(detailCell) : [];
    return row(...cells, protection(maskings(fetched)), ...details);
  });
  return [
    '### Secrets from senhasegura',
    '',
    row(...head),
    row(...head.map(() => '---')),
    ...rows,
    '',
    ...(publications.length > MOST_ROWS ? [`And ${publications.length - MOST_ROWS} more.`, ''] : []),
    'They are taken back when the job ends.',
    '',
  ].join('\n');
}

const SINKS = {
  variable: 'environment',
  output: 'output',
  file: 'file',
  'private-file': 'private file, path in the environment',
  'ssh-agent': 'ssh-agent',
} as const satisfies Record<Publication['destination']['kind'], string>;

function nameOf({ destination }: Publication): string {
  switch (destination.kind) {
    case 'file':
      return destination.path;
    case 'ssh-agent':
      return 'SSH_AUTH_SOCK';
    case 'variable':
    case 'output':
    case 'private-file':
      return destination.name;
  }
}

function detailsOf({ version, expirationDate }: Publication['fetched']): readonly (string | undefined)[] {
  return [version, expirationDate];
}

function detailCell(text: string | undefined): string {
  return text === undefined ? '' : tableCell(Array.from(text).slice(0, LONGEST_DETAIL).join(''));
}

/** How the summary calls a row's protection. */
function protection(masking: FetchedMasking): string {
  switch (masking.kind) {
    case 'masked':
      return 'yes';
    case 'fields':
      return `yes, ${masking.masked} of ${masking.cut ? 'the first ' : ''}${masking.of} ${masking.of === 1 ? 'field' : 'fields'}`;
    case 'nomask':
      return 'no: nomask';
    case 'template':
      return 'its values';
    case 'too-short':
      return 'no: too short';
    case 'ordinary-word':
      return 'no: an ordinary word';
  }
}
