import { pemText } from './pem-text.js';
import type { Reading } from '../values/reading.js';
import { SETTINGS, type SettingName, settingVariable } from './setting-table.js';
import type { SettingSources, SettingTexts } from './setting-texts.js';

/** Reads settings one by one and collects what is wrong with them. */
export interface SettingReader {
  /** The text of a setting, or `undefined` where there is none. */
  text(name: SettingName): string | undefined;
  /** The text of a setting that must be there. */
  required(name: SettingName): string | undefined;
  /** The parsed setting, or `undefined` where there is none or it is wrong (then it is among the problems). */
  parsed<T>(name: SettingName, parse: (text: string) => Reading<T>): T | undefined;
  /** The PEM text that a setting holds or points to. */
  pem(name: SettingName): Promise<string | undefined>;
  problem(name: SettingName, sentence: string): void;
  /** A problem whose sentence says itself where it is. */
  placedProblem(sentence: string): void;
  readonly problems: readonly string[];
}

export function createSettingReader(texts: SettingTexts, sources: SettingSources): SettingReader {
  const problems: string[] = [];
  const problem = (name: SettingName, sentence: string): void => {
    problems.push(`${texts.text(name)?.origin ?? sources.spelling(name)}: ${sentence}`);
  };
  const settle = <T>(name: SettingName, parsed: Reading<T>): T | undefined => {
    if ('ok' in parsed) return parsed.ok;
    problem(name, parsed.problem);
    return undefined;
  };
  return {
    problems,
    problem,
    placedProblem: (sentence) => {
      problems.push(sentence);
    },
    text: (name) => texts.text(name)?.text,
    required(name) {
      const found = texts.text(name)?.text;
      if (found === undefined) {
        problem(
          name,
          `is missing: set ${sources.spelling(name)} or the variable ${settingVariable(name)}. ${SETTINGS[name].about}`,
        );
      }
      return found;
    },
    parsed(name, parse) {
      const found = texts.text(name);
      return found === undefined ? undefined : settle(name, parse(found.text));
    },
    async pem(name) {
      const found = texts.text(name);
      return found === undefined ? undefined : settle(name, await pemText(found.text, sources.readTextFile));
    },
  };
}
