import { deniedBy } from '../names/deny-list.js';
import { quoteText } from '@senhasegura-action/core/internal';
import { fitsEnvironment } from './fits-environment.js';
import { type Publication, describeDestination } from './publication.js';
import { type Needed, replacesNeeded } from './replaces-needed.js';

const NOTHING_NEEDED: Needed = { variables: new Map(), caseless: false };

/** What is wrong with a publication: the name it would set, or a value that its destination can't hold. */
export function checkPublication(
  publication: Publication,
  allowNames: ReadonlySet<string>,
  needed: Needed = NOTHING_NEEDED,
): string | undefined {
  const { fetched, destination } = publication;
  const reason =
    nameProblem(publication, allowNames) ?? replacesNeeded(publication, needed) ?? valueProblem(publication);
  return reason === undefined
    ? undefined
    : `Line ${fetched.selection.line}: ${quoteText(fetched.reference)} can't become the ${describeDestination(destination)}: ${reason}`;
}

function nameProblem({ destination }: Publication, allowNames: ReadonlySet<string>): string | undefined {
  if (destination.kind !== 'variable' && destination.kind !== 'private-file') return undefined;
  const rule = deniedBy(destination.name, allowNames);
  if (rule === undefined) return undefined;
  return `the name is on the deny-list (${rule}), because it would change how later steps run. Give it another name with "> NAME", or list it in allow-names.`;
}

function valueProblem({ fetched: { value }, destination }: Publication): string | undefined {
  if (typeof value === 'string' && !value.isWellFormed()) {
    return 'the value holds half of a surrogate pair, which no UTF-8 text can hold. Store it as base64 in the vault and use "| base64".';
  }
  if (destination.kind === 'file' || destination.kind === 'private-file') return undefined;
  if (typeof value !== 'string') {
    return 'the value is binary. Use "> path:NAME" or "> file:PATH".';
  }
  if (destination.kind !== 'variable') return undefined;
  if (value.includes('\0')) {
    return 'the value holds a zero byte, which no environment variable can hold. Use "> path:NAME" or "> file:PATH".';
  }
  if (!fitsEnvironment(destination.name, value)) {
    return `the value has ${Buffer.byteLength(value)} bytes, and with 128 KiB or more in one variable no later step could start. Use "> path:NAME" or "> file:PATH".`;
  }
  return undefined;
}
