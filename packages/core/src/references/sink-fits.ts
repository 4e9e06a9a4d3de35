import type { Modifiers, Sink, Target } from './selection.js';

const KEY_FIELD = 'private_key';

/** The text in which a `*` stands for the field's name; `undefined` for sinks without one. */
export function sinkPattern(sink: Sink): string | undefined {
  switch (sink.kind) {
    case 'env':
    case 'output':
    case 'path':
      return sink.name;
    case 'file':
      return sink.path;
    case 'field-name':
    case 'ssh-agent':
      return undefined;
  }
}

function agentProblem(target: Target, modifiers: Modifiers): string | undefined {
  const isKey =
    target.kind === 'item' && target.source === 'ssh' && target.field.kind === 'one' && target.field.name === KEY_FIELD;
  if (!isKey) return `ssh-agent takes the private key of one SSH key: write ssh:ID > ssh-agent`;
  // The agent reads the key as the vault holds it, and nothing of it is published: only `optional` has a meaning here.
  const refused = modifiers.base64 || modifiers.nomask || modifiers.json !== undefined;
  return refused ? 'with ssh-agent, "optional" is the only modifier: remove the others' : undefined;
}

/** Why this sink can't take what the rest of the line selects; `undefined` where it can. */
export function sinkMismatch(target: Target, modifiers: Modifiers, sink: Sink): string | undefined {
  if (sink.kind === 'ssh-agent') return agentProblem(target, modifiers);
  const pattern = sinkPattern(sink);
  const several = target.kind === 'every-secret' || target.field.kind === 'every';
  if (several && pattern !== undefined && !pattern.includes('*')) {
    return 'several fields are selected for one sink: add a "*" to the sink, which takes each field\'s name, or name one field';
  }
  return undefined;
}
