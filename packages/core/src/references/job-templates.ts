import { quoteText } from '../errors/message-text.js';
import { type Reading, trimmed } from '../values/reading.js';
import { parseSink } from './parse-sink.js';
import { SINK_MARK, type TemplateLine } from './parse-selections.js';
import type { Placeholder, Template } from './parse-template.js';
import type { Selection, Sink } from './selection.js';

/** What a line `template:PATH > file:PATH` says. */
export interface TemplatePaths {
  /** As it was written: below the workspace of the job. */
  readonly path: string;
  readonly sink: Extract<Sink, { kind: 'file' }>;
}

/** One line of `secrets` that names a template, and what that holds. */
export interface JobTemplate extends TemplatePaths, TemplateLine {
  readonly content: Template;
}

/** The templates of a run. */
export interface JobTemplates {
  readonly files: readonly JobTemplate[];
  /** Those of all placeholders. */
  readonly selections: readonly Selection[];
  /** Those among them that `dsm:*` alone covers: it covers what it brings. */
  readonly ofEverySecret: ReadonlySet<Selection>;
}

/** Reads a line of `secrets` that begins with `template:`. */
export function parseTemplateLine({ text }: TemplateLine): Reading<TemplatePaths> {
  const [source = '', sinkText, ...more] = text.split(SINK_MARK);
  if (more.length > 0) return { problem: 'it holds " > " more than once' };
  if (sinkText === undefined) return { problem: WRITE };
  const path = trimmed(source.slice(source.indexOf(':') + 1));
  if (path === '') return { problem: `the path of the template is missing: ${WRITE}` };
  const sink = parseSink(trimmed(sinkText));
  if ('problem' in sink) return sink;
  if (sink.ok.kind !== 'file') return { problem: `a template becomes a file: ${WRITE}` };
  if (/\*|\{id\}/.test(sink.ok.path)) return { problem: '"*" and "{id}" have no meaning in the file of a template' };
  return { ok: { path, sink: sink.ok } };
}

const WRITE = 'write template:PATH > file:PATH';

/** How a line of `secrets` covers a placeholder; `undefined` where it does not. */
type Cover = 'by-name' | 'every-secret';

/**
 * Checks a placeholder of a template that anybody may have written, e.g. in a pull request: it stands for what the lines of `secrets`
 * select, or for a part of it, and changes nothing else.
 * @returns it, not masked where the lines say so, and how they cover it; a problem without its place
 */
export function coveredPlaceholder(
  placeholder: Placeholder,
  selections: readonly Selection[],
): Reading<{ readonly placeholder: Placeholder; readonly cover: Cover }> {
  const { selection } = placeholder;
  const { nomask, mask, oneTime } = selection.modifiers;
  if (nomask || mask !== undefined || oneTime === true) {
    return { problem: 'nomask, mask= and one-time are for the lines of secrets: remove it here' };
  }
  const covers = selections.map((line) => ({ line, cover: coverOf(line, selection) }));
  const found = covers.filter(({ cover }) => cover !== undefined);
  const [first] = found;
  if (first === undefined) {
    return {
      problem: `a template takes what other lines of secrets select, and none selects ${quoteText(nameOf(selection))}: add one`,
    };
  }
  const isPlain = found.some(({ line }) => line.modifiers.nomask);
  const masked: Selection = isPlain ? { ...selection, modifiers: { ...selection.modifiers, nomask: true } } : selection;
  const cover = found.some((each) => each.cover === 'by-name') ? 'by-name' : 'every-secret';
  return { ok: { placeholder: { ...placeholder, selection: masked }, cover } };
}

function nameOf({ target }: Selection): string {
  if (target.kind === 'every-secret') return `${target.source}:*`;
  return `${target.source}:${target.id}#${target.field.kind === 'one' ? target.field.name : '*'}`;
}

/** A line with `json=` selects what lies there, and so what lies below it. The key of an agent never touches the disk. */
function coverOf({ target, modifiers, sink }: Selection, wanted: Selection): Cover | undefined {
  if (sink.kind === 'ssh-agent' || wanted.target.kind !== 'item') return undefined;
  const { json, base64 } = modifiers;
  if (json !== undefined) {
    const inner = wanted.modifiers.json;
    const isBelow = inner === json || inner?.startsWith(`${json}/`) === true;
    if (!isBelow || wanted.modifiers.base64 !== base64) return undefined;
  }
  const { source, id, field } = wanted.target;
  if (target.source !== source) return undefined;
  if (target.kind === 'every-secret') return 'every-secret';
  if (target.id !== id) return undefined;
  const isField = target.field.kind === 'every' || (field.kind === 'one' && field.name === target.field.name);
  return isField ? 'by-name' : undefined;
}
