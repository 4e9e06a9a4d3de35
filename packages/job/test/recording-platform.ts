import type { Platform } from '../src/platform.js';
import { LINUX } from './systems.js';

/** A CI system that writes down what it is told, in order. */
export interface RecordingPlatform extends Platform {
  readonly told: readonly string[];
  readonly masked: readonly string[];
  readonly exported: ReadonlyMap<string, string>;
}

export function recordingPlatform(tempDir: string): RecordingPlatform {
  const told: string[] = [];
  const masked: string[] = [];
  const exported = new Map<string, string>();
  let saved: string | undefined;
  const note = (level: string) => (message: string) => {
    told.push(`${level}: ${message}`);
  };
  return {
    told,
    masked,
    exported,
    name: 'a recording',
    tempDir,
    ...LINUX,
    mask: (lines) => {
      masked.push(...lines);
    },
    exportVariables: (variables) => {
      for (const [name, value] of variables) exported.set(name, value);
    },
    setOutputs: () => undefined,
    state: {
      save: (text) => {
        saved = text;
      },
      load: () => saved,
    },
    log: { debug: () => undefined, info: note('info'), notice: note('notice'), warning: note('warning') },
    run: () => Promise.reject(new Error('no test runs a command')),
    summary: () => Promise.resolve(),
    fail: note('fail'),
  };
}
