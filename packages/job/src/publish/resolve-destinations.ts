import { isAbsolute, join } from 'node:path';
import type { Fetched, Settings } from '@senhasegura-action/core/internal';
import { sinkName, variableName } from '../names/variable-name.js';
import type { Destination, Publication } from './publication.js';

/** Decides each value's destination: patterns take the field's name, relative files go below the temp folder. */
export function resolveDestinations(
  fetched: readonly Fetched[],
  nameCase: Settings['nameCase'],
  tempDir: string,
): readonly Publication[] {
  return fetched.map((value) => ({ fetched: value, destination: destinationOf(value, nameCase, tempDir) }));
}

function destinationOf(
  { selection: { sink }, field }: Fetched,
  nameCase: Settings['nameCase'],
  tempDir: string,
): Destination {
  switch (sink.kind) {
    case 'field-name':
      return { kind: 'variable', name: variableName(field, nameCase) };
    case 'env':
      return { kind: 'variable', name: sinkName(sink.name, field, nameCase) };
    case 'output':
      return { kind: 'output', name: sinkName(sink.name, field, nameCase) };
    case 'path':
      return { kind: 'private-file', name: sinkName(sink.name, field, nameCase) };
    case 'ssh-agent':
      return { kind: 'ssh-agent' };
    case 'file': {
      const path = sinkName(sink.path, field, nameCase);
      return { kind: 'file', path: isAbsolute(path) ? path : join(tempDir, path) };
    }
  }
}
