import type { ListedCredential } from '@senhasegura-action/core/internal';
import { printable } from '@senhasegura-action/job';
import type { Listing } from './read-listing.js';

/** A line for each thing: a reference that can be used as it stands, and what else is known of it behind tabs. */
export function listingText({ dsm = [], pam = [], ssh = [], mysafe = [] }: Partial<Listing>): string {
  const lines = [
    ...dsm.flatMap(({ identity, fields }) =>
      fields.length === 0 ? [[`dsm:${identity}`]] : fields.map((field) => [`dsm:${identity}#${field}`]),
    ),
    ...pam.map((credential) => credentialLine('pam', credential)),
    ...ssh.map((credential) => credentialLine('ssh', credential)),
    ...mysafe.map(({ source, identifier, name }) => [`${source}:${identifier}`, name]),
  ];
  return lines.map((cells) => `${cells.map(cell).join('\t')}\n`).join('');
}

function credentialLine(source: string, { id, identifier, username, hostname, type }: ListedCredential): string[] {
  return [`${source}:${id}`, `${username}@${hostname}`, identifier, type];
}

/** On one line, whatever a name holds. */
function cell(text: string): string {
  return printable(text).replaceAll(/[\n\t]/g, '?');
}
