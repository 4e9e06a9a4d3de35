import {
  atLines,
  type Fetched,
  InputError,
  type JobTemplate,
  type JobTemplates,
  type Selection,
  type Settings,
} from '@senhasegura-action/core/internal';
import type { NamedValue } from '../masking/masker.js';
import type { Published } from '../publish/publication.js';
import { escapeValue } from './escape-value.js';
import { renderTemplate } from './render-template.js';

/** What a run with templates publishes, and what must not show besides the values. */
export interface FilledTemplates {
  /** Of the lines that select secrets, then the files. */
  readonly published: readonly Published[];
  /** Values as they stand in the files. */
  readonly escaped: readonly NamedValue[];
}

/**
 * Puts the values into their templates.
 * @param fetched for the lines of `secrets` and for the placeholders
 * @throws {InputError} every value that a template can't hold, and every secret that `dsm:*` does not bring after all
 */
export function fillTemplates(
  { files, selections, ofEverySecret }: JobTemplates,
  fetched: readonly Fetched[],
  settings: Pick<Settings, 'onConflict'>,
): FilledTemplates {
  const placeholders = new Set<Selection>(selections);
  const lines = fetched.filter(({ selection }) => !placeholders.has(selection));
  const values = fetched.filter(({ selection }) => placeholders.has(selection));
  const problems = beyondEverySecret(lines, values, ofEverySecret);
  const published = files.map((file) => {
    try {
      return publishedFile(file, renderTemplate(file.content, values, settings));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems.map((problem) => atLines([file], problem)));
      return publishedFile(file, '');
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return { published: [...lines, ...published], escaped: escapedValues(files, values) };
}

/** A secret of the application can be read by its name though `dsm:*`, the authorization's own, does not bring it. */
function beyondEverySecret(
  lines: readonly Fetched[],
  values: readonly Fetched[],
  ofEverySecret: JobTemplates['ofEverySecret'],
): string[] {
  const every = lines.filter(({ selection }) => selection.target.kind === 'every-secret');
  const brought = new Set(every.map(({ reference }) => reference));
  return values
    .filter(({ selection, reference }) => ofEverySecret.has(selection) && !brought.has(reference))
    .map(({ selection }) => `${selection.text}: dsm:* does not bring it: name it in a line of secrets.`);
}

function publishedFile({ path, sink, line, text }: JobTemplate, value: string): Published {
  const modifiers = { optional: false, nomask: false, base64: false };
  const place = line === undefined ? {} : { line };
  return { selection: { modifiers, sink, ...place, text }, reference: `template:${path}`, id: path, field: '', value };
}

/** Two quotes around it, or none. */
const withoutQuotes = (text: string): string => text.replace(/^(["'])([^]*)\1$/, '$2');

function escapedValues(files: readonly JobTemplate[], values: readonly Fetched[]): readonly NamedValue[] {
  const escapes = new Map(
    files.flatMap(({ content }) =>
      content.flatMap((part) => (typeof part === 'string' ? [] : [[part.selection, part.escape] as const])),
    ),
  );
  return values.flatMap(({ selection, reference, value }) => {
    const escape = escapes.get(selection);
    if (escape === undefined || typeof value !== 'string' || selection.modifiers.nomask) return [];
    const escaped = escapeValue(escape, value);
    return 'ok' in escaped ? [{ name: `${reference} (${escape})`, value: withoutQuotes(escaped.ok) }] : [];
  });
}
