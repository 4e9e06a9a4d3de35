import { InputError, parseSelections, quoteText } from '@senhasegura-action/core/internal';
import { COMMANDS } from '../command-line/command-table.js';
import { type CommandContext, isSwitchedOn, type RunsCommand, selectedSecrets } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { type ManifestChoices, manifestsOf, manifestsText } from './documents.js';
import { type NameRule, NAMESPACE, OBJECT_NAME } from './kubernetes-names.js';
import { CLIENT_ID_PLACEHOLDER, operatorStore } from './operator-store.js';
import { syncedSecrets } from './synced-secrets.js';

/**
 * `senhasegura manifests --secret REF...`: prints what the External Secrets operator needs to keep Secrets of Kubernetes like secrets
 * of the vault. Nothing is sent, and no value is in it. What the operator can't do is told all together, and nothing is printed.
 */
export const manifests: RunsCommand = async (context) => {
  const { invocation, given, terminal, log } = context;
  const { choices, name, problems: wrongChoices } = manifestChoices(context);
  const { store, problems: wrongSettings } = operatorStore(given.text);
  const selected = selectedSecrets(invocation, given);
  const { selections, problems: wrongLines } = selected === undefined ? NOTHING_SELECTED : parseSelections(selected);
  const { secrets, problems: beyondOperator } = syncedSecrets(selections, name);
  const problems = [...wrongChoices, ...wrongSettings, ...wrongLines, ...beyondOperator];
  if (problems.length > 0) throw new InputError(problems);
  if (store.insecure) {
    log.warning(
      'insecure: the operator will not verify TLS (ignoreSslCertificate). Whoever is in between gets the secrets.',
    );
  }
  if (store.clientId === CLIENT_ID_PLACEHOLDER) {
    log.notice(`No client-id is given: put it in the place of ${CLIENT_ID_PLACEHOLDER}.`);
  }
  await writeOut(terminal.stdout, await manifestsText(manifestsOf(store, secrets, choices)));
  return EXIT.done;
};

const NOTHING_SELECTED = {
  selections: [],
  problems: ["No secret is named, and the operator can't list them: give --secret 'dsm:IDENTITY#FIELD > NAME'."],
};

/** A duration of Go: `0` is once and never again. */
const DURATION = /^(?:0|(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h))+)$/;

function manifestChoices({ invocation }: Pick<CommandContext, 'invocation'>): {
  readonly choices: ManifestChoices;
  readonly name: string | undefined;
  readonly problems: readonly string[];
} {
  const option = (name: string): string | undefined => invocation.options.get(name)?.at(-1);
  const { namespace: inNamespace, 'refresh-interval': every } = COMMANDS.manifests.options;
  const name = option('name');
  const namespace = option('namespace') ?? inNamespace.default;
  const refreshInterval = option('refresh-interval') ?? every.default;
  const problems = [
    ...nameProblem('--name', name, OBJECT_NAME),
    ...nameProblem('--namespace', namespace, NAMESPACE),
    ...(DURATION.test(refreshInterval)
      ? []
      : [`--refresh-interval is ${quoteText(refreshInterval)}, but a duration such as 30m or 1h30m is needed, or 0.`]),
  ];
  const choices: ManifestChoices = {
    apiVersion: option('api-version') === 'v1beta1' ? 'v1beta1' : 'v1',
    namespace,
    refreshInterval,
    cluster: isSwitchedOn(invocation, 'cluster'),
    role: isSwitchedOn(invocation, 'rbac') ? `${name ?? 'secret'}-reader` : undefined,
  };
  return { choices, name, problems };
}

function nameProblem(option: string, text: string | undefined, rule: NameRule): readonly string[] {
  if (text === undefined || rule.fits(text)) return [];
  return [
    `${option} is ${quoteText(text)}, which Kubernetes refuses (${rule.says}). The nearest is ${rule.nearest(text)}.`,
  ];
}
