import {
  formatSelection,
  type HttpEffects,
  InputError,
  openVault,
  type Selection,
  type Settings,
} from '@senhasegura-action/core/internal';
import { checkPublication } from '../publish/publication-plan.js';

/**
 * What a run would do, with all of it checked that can be without a secret: written names, and by asking for a token the
 * address, TLS and the credentials. Names that come from fields are known only when the secrets are read, and are not.
 * @param but what this run does not do, for the message: "nothing is exported"
 * @returns a line for the log, and one for each selection
 * @throws {InputError} names on the deny-list; {AuthenticationError}, {TransportError}
 */
export async function dryRun(settings: Settings, effects: HttpEffects, but: string): Promise<string> {
  const problems = settings.selections.flatMap((selection) => nameProblem(selection, settings.allowNames) ?? []);
  if (problems.length > 0) throw new InputError(problems);
  const opened = openVault(settings, effects);
  try {
    await opened.authenticate();
  } finally {
    await opened.close();
  }
  const lines = settings.selections.map((selection) => `  ${formatSelection(selection)}`);
  return [
    `Dry run: the vault accepts the credentials; nothing was fetched and ${but}. A run would bring:`,
    ...lines,
  ].join('\n');
}

function nameProblem(selection: Selection, allowNames: ReadonlySet<string>): string | undefined {
  const { sink } = selection;
  if ((sink.kind !== 'env' && sink.kind !== 'path') || /\*|\{id\}/.test(sink.name)) return undefined;
  return checkPublication(
    {
      fetched: { selection, reference: formatSelection(selection), id: '', field: '', value: '' },
      destination: { kind: 'variable', name: sink.name },
    },
    allowNames,
  );
}
