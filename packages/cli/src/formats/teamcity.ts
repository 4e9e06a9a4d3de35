import { printLine, untraced } from '@senhasegura-action/job';
import type { Format, ProblemOf } from './format.js';

/**
 * TeamCity: sourcing the file prints `setParameter` service messages; the build's later steps have the variables. Define
 * `env.NAME` on the build configuration's Parameters page as a password, with any value: TeamCity wants the parameter defined, and
 * hides the values of password parameters. It has no command that masks at run time, and its pages do not say whether the log
 * hides the value in the message itself: where that matters take `linux` and source the file in the step that needs it.
 * Source: jetbrains.com/help/teamcity/service-messages.html ("Escaped Values", "Adding or Changing Build Parameter").
 */
export const teamCity: Format = {
  comment: 'Secrets from senhasegura for TeamCity. Use: . ./FILE   Later steps have them. Delete this file after use.',
  isEnvironment: true,
  ignoresCase: false,
  problemOf,
  write: (variables) =>
    untraced(
      variables.map(({ name, value }) =>
        printLine(`##teamcity[setParameter name='env.${name}' value='${escapeValue(value)}']`),
      ),
    ),
};

/** TeamCity reads `%name%` in a parameter's value as a reference, and `%%` as one `%`; a single one is itself. */
function problemOf({ value }: Parameters<ProblemOf>[0]): string | undefined {
  return /%[^]*%/.test(value)
    ? 'the value has more than one "%", and TeamCity reads what is between them as a reference. Use "> file:PATH", or store it as base64 in the vault.'
    : undefined;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "'": "|'",
  '|': '||',
  '[': '|[',
  ']': '|]',
  '\n': '|n',
  '\r': '|r',
};

/** All but printable ASCII goes as `|0xNNNN` (UTF-16 units): an agent reads a build's output in a charset of its own. */
function escapeValue(value: string): string {
  return value.replaceAll(
    /['|[\]]|[^ -~]/g,
    (unit) => ESCAPES[unit] ?? `|0x${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
