import type { Modifiers, Selection, Sink, Target } from './selection.js';

function formatTarget(target: Target): string {
  if (target.kind === 'every-secret') return 'dsm:*';
  // The field is always written: an id may hold a `#` of its own.
  return `${target.source}:${target.id}#${target.field.kind === 'every' ? '*' : target.field.name}`;
}

function formatModifiers(modifiers: Modifiers): string {
  const flags = (['optional', 'nomask', 'base64'] as const).filter((flag) => modifiers[flag]);
  const words = modifiers.json === undefined ? flags : [...flags, `json=${modifiers.json}`];
  return words.map((word) => ` | ${word}`).join('');
}

function formatSink(sink: Sink): string {
  switch (sink.kind) {
    case 'field-name':
      return '';
    case 'env':
      return ` > ${sink.name}`;
    case 'output':
    case 'path':
      return ` > ${sink.kind}:${sink.name}`;
    case 'file':
      return ` > file:${sink.path}`;
    case 'ssh-agent':
      return ' > ssh-agent';
  }
}

/**
 * The canonical line of a selection: the field written out, modifiers in the order optional, nomask, base64, json, and
 * `NAME` for the environment. Reading the line gives the same target, modifiers and sink again.
 */
export function formatSelection(selection: Pick<Selection, 'target' | 'modifiers' | 'sink'>): string {
  return formatTarget(selection.target) + formatModifiers(selection.modifiers) + formatSink(selection.sink);
}
