import { TOOL_NAMES } from '../formats/tool-name.js';
import type { CommandEntry } from './command-entry.js';
import { COMMON, type Options, output, secret, SETTING_OPTIONS, takeCustody, watched } from './options.js';

/** What can be listed. */
export const LIST_KINDS = ['dsm', 'pam', 'ssh', 'mysafe'] as const;

/** The shells that a completion can be had for. */
export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;

const none = { least: 0, most: 0 };
const one = { least: 1, most: 1 };

/** Every command, in the order of the help. */
export const COMMANDS = {
  runb: {
    summary: "writes the secrets into a file to source, as the vendor's dsm runb does",
    usage: '[--tool-name TOOL] [--application NAME --system NAME --environment NAME] [--clean]',
    details:
      'Takes the secrets that --secret or --secrets names, all of the authorization (dsm:*) where nothing is named. ' +
      'The file is .runb.vars unless --secrets-file or SENHASEGURA_SECRETS_FILE names another; only its owner can read it. ' +
      'SENHASEGURA_DISABLE_RUNB=1 makes the command do nothing. A mapping file is senhasegura-mapping.json of the working ' +
      'folder unless --mapping-file names another. Run "runb --clean" with the same options when the secrets are no longer needed.',
    options: {
      'tool-name': {
        about: 'The CI system or shell that the file is for; linux where none is given.',
        value: 'TOOL',
        short: 't',
        aliases: ['tool'],
        choices: TOOL_NAMES,
      },
      'secrets-file': { about: 'The file to write (SENHASEGURA_SECRETS_FILE).', value: 'FILE' },
      'disable-runb': { about: 'Do nothing and succeed (SENHASEGURA_DISABLE_RUNB).' },
      clean: { about: 'Remove the file and take everything back: custody, files, keys in an ssh-agent.' },
      'delete-gitlab-variables': {
        about:
          "With GitLab: delete the project's CI/CD variables that have the names of the secrets. Needs GITLAB_ACCESS_TOKEN, CI_API_V4_URL and CI_PROJECT_ID.",
      },
      secret,
    },
    words: none,
  },
  run: {
    summary: 'runs a command that alone gets the secrets, and keeps them out of its output',
    usage: '[--secret REF]... [--env-file FILE]... -- COMMAND [ARGUMENT]...',
    details:
      'Takes the secrets that --secret, --secrets and references in the files of --env-file name; all of the authorization ' +
      '(dsm:*) where nothing is named and no file given. A variable of such a file, or with --env-references of the environment, ' +
      'whose value is a reference, e.g. DB=dsm:db#password, gets the value. Nothing is written to disk, except for the sinks path: and file:, whose files are removed when the ' +
      "command ends. The exit code is the command's.",
    options: {
      secret,
      'env-file': {
        about:
          'Variables for the command, in dotenv format. Of a file that you do not trust use --dotenv: Node.js itself obeys NODE_OPTIONS in the file of --env-file.',
        value: 'FILE',
        aliases: ['dotenv'],
        multiple: true,
      },
      interactive: {
        about:
          'Hand the terminal on to the command, for shells, editors and pagers. What it prints is not redacted. Only for a person at a terminal.',
        short: 'i',
      },
      'no-redact': { about: 'Show the output as it is. Only for a person at a terminal, never in a CI job.' },
      'env-references': {
        about:
          'Resolve the variables of the environment whose value is a reference. Not where others can write one, such as the title of a pull request.',
      },
      'keep-credentials': {
        about: 'Hand the credentials of the vault (SENHASEGURA_CLIENT_SECRET and the like) to the command too.',
      },
    },
    words: none,
    runs: true,
  },
  get: {
    summary: 'prints one value, byte for byte',
    usage: 'REFERENCE',
    details:
      'Standard output gets exactly the bytes of the value; a line end follows only at a terminal. With json and yaml, the ' +
      'fields and their values. Custody is released at once, unless the vault changes the password by itself: the release would ' +
      'start the change, so custody is kept, and a message has the command that ends it.',
    options: {
      output,
      keep: { about: 'Keep the custody of pam: in any case.' },
      release: { about: 'Release the custody of pam: in any case, though the password may be changed by that.' },
    },
    words: one,
  },
  list: {
    summary: 'lists names and fields, never values',
    usage: `[${LIST_KINDS.join('|')}]...`,
    options: { output },
    words: { least: 0, most: LIST_KINDS.length, choices: LIST_KINDS },
  },
  inject: {
    summary: 'writes a file from a template, with the secrets in their places',
    usage: '[--in-file TEMPLATE] [--out-file FILE] [--clean]',
    details:
      '{{ dsm:database-prod#password }} stands for one value: a reference of one field with its modifiers, and {{{{ for {{ itself. ' +
      'as=json, yaml, shell or xml comes last and escapes the value for such a file; all but xml write the quotes too. The file is new, and only its owner can read it. ' +
      'Run "inject --clean" with the same --out-file when it is no longer needed: that removes it, and releases custody.',
    options: {
      'in-file': { about: 'The template; standard input where none is given.', value: 'TEMPLATE', short: 'i' },
      'out-file': { about: 'The file to write; standard output where none is given.', value: 'FILE', short: 'o' },
      stdout: { about: 'Write to standard output also where that is a terminal.' },
      open: { about: 'What begins a placeholder, for a file that is full of braces.', value: 'SIGN', default: '{{' },
      close: { about: 'What ends one.', value: 'SIGN', default: '}}' },
      clean: { about: 'Remove the file of --out-file, and take back what was taken for it.' },
    },
    words: none,
  },
  put: {
    summary: 'creates a secret of the DevOps Secret Manager, or replaces all fields of one',
    usage: 'dsm:IDENTITY [KEY=@FILE | KEY=-]...',
    details:
      'KEY=@FILE takes the value from a file, KEY=- from standard input, byte for byte. Without any, standard input has ' +
      'KEY=VALUE lines in dotenv format. A value is never taken from the command line, where other users can read it. ' +
      'Fields that the secret had and that are not given are gone.',
    options: {
      name: { about: 'The name of the secret; the identity where it is not given.', value: 'TEXT' },
      engine: { about: 'The engine of the secret, e.g. Generic.', value: 'TEXT' },
      description: { about: 'A description.', value: 'TEXT' },
      'expiration-date': { about: 'When the secret expires, as the vault writes dates.', value: 'DATE' },
    },
    words: { least: 1, most: 1000 },
  },
  register: {
    summary: 'registers the variables of a mapping file as secrets',
    usage: '[MAPPING_FILE]',
    details: 'Only the mapped variables are sent, unless --send-environment is given.',
    options: {},
    words: { least: 0, most: 1 },
  },
  rotate: {
    summary: 'rotates an SSH key, or has the vault change a password',
    usage: 'ssh:ID|pam:ID',
    details:
      'Of pam: it takes custody, releases it, which starts the change, and waits until the list of credentials says that the ' +
      'password was changed, --change-wait at most. Ends with 0 when it was, 1 when not in time, 2 where the vault does not change it ' +
      'by itself, or the list does not say so; nothing is read then.',
    options: {},
    words: one,
  },
  release: {
    summary: 'releases the custody of a credential',
    usage: 'pam:ID',
    options: {},
    words: one,
  },
  redact: {
    summary: 'passes standard input on with *** in the place of every secret',
    usage: '--secret REF...',
    details:
      "some-command 2>&1 | senhasegura redact --secret 'dsm:*': for logs that come from elsewhere. Nothing comes out before the " +
      'secrets are known. Their encodings, and the credentials of the vault, are looked for too.',
    options: { secret: watched, 'take-custody': takeCustody },
    words: none,
  },
  scan: {
    summary: 'looks for secrets in files, folders and archives, before they are uploaded',
    usage: '--secret REF... PATH...',
    details:
      'Tells file, offset and reference of each, never a value, and ends with 6 where there is one. Archives of gzip, tar and zip ' +
      'are looked into, archives in archives too. Links are not followed. What was skipped is listed.',
    options: {
      secret: watched,
      'take-custody': takeCustody,
      strict: { about: 'Fail where something was skipped.' },
      output,
    },
    words: { least: 1, most: 100_000 },
  },
  audit: {
    summary: 'tells which variables and files of this job hold a value of the vault, and which look like secrets',
    usage: '--secret REF... [PATH]...',
    details:
      'Looks through the variables of this process and the files below each PATH (the working folder where none is given), as scan does. ' +
      'Tells names, places and references, never a value. Nothing of the job is sent anywhere. Ends with 6 where something is found.',
    options: {
      secret: watched,
      'take-custody': takeCustody,
      'vault-only': { about: 'Only values that the vault has; nothing that merely looks like a secret.' },
      strict: { about: 'Fail where something was skipped.' },
      output,
    },
    words: { least: 0, most: 100_000 },
  },
  doctor: {
    summary: 'finds out why a vault can not be reached or used',
    usage: '[--secret REF]...',
    details: 'Each reference is looked up too, by lists alone: no custody is taken, and no value is shown.',
    options: { secret: watched, output },
    words: none,
  },
  manifests: {
    summary: 'prints what the External Secrets operator needs to bring secrets into Kubernetes',
    usage: '--secret REF... [--name NAME] [--namespace NAMESPACE] [--cluster] [--rbac]',
    details:
      'A store, the Secret of its credentials with a placeholder, and an ExternalSecret for each secret of the vault, or with --name one ' +
      'for all. dsm:IDENTITY#FIELD > NAME is a key NAME, dsm:IDENTITY every field. Nothing is sent, and no value is in it. What the ' +
      'operator can not do (pam:, files, an authority of its own) is an error.',
    options: {
      secret,
      name: {
        about:
          'The name of one ExternalSecret, and its Secret, for all references; where none is given, each identity.',
        value: 'NAME',
      },
      namespace: { about: 'The namespace of the Secrets.', value: 'NAMESPACE', default: 'default' },
      cluster: { about: 'A ClusterSecretStore, which the namespace may use, and not a SecretStore in it.' },
      'refresh-interval': {
        about: 'How often the operator reads the vault again: 30m, 1h30m; 0 for once.',
        value: 'DURATION',
        default: '1h',
      },
      rbac: { about: 'A Role too, which may get exactly these Secrets.' },
      'api-version': {
        about: 'Of external-secrets.io; v1beta1 is for an operator older than 0.16.',
        value: 'VERSION',
        choices: ['v1', 'v1beta1'],
        default: 'v1',
      },
    },
    words: none,
  },
  completion: {
    summary: 'prints a completion script for a shell',
    usage: SHELLS.join('|'),
    options: {},
    words: { ...one, choices: SHELLS },
    offline: true,
  },
} as const satisfies Record<string, CommandEntry>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.freeze(Object.keys(COMMANDS) as CommandName[]);

export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** The options of a command: its own, those of all commands, and the settings. */
export function optionsOf(name: CommandName): { readonly own: Options; readonly settings: Options } {
  const entry: CommandEntry = COMMANDS[name];
  return { own: { ...entry.options, ...COMMON }, settings: entry.offline === true ? {} : SETTING_OPTIONS };
}
