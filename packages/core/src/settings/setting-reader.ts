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
  /** Says something of a setting that is no problem, and may be one. */
  remark(name: SettingName, sentence: string): void;
  /** Whether somebody gave the setting. */
  isWritten(name: SettingName): boolean;
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

export function createSettingReader(texts: SettingTexts, sources: SettingSources): SettingReader {
  const problems: string[] = [];
  const remarks = [...texts.remarks];
  const placed = (name: SettingName, sentence: string): string =>
    `${texts.text(name)?.origin ?? sources.spelling(name)}: ${sentence}`;
  const problem = (name: SettingName, sentence: string): void => {
    problems.push(placed(name, sentence));
  };
  const settle = <T>(name: SettingName, parsed: Reading<T>): T | undefined => {
    if ('ok' in parsed) return parsed.ok;
    problem(name, parsed.problem);
    return undefined;
  };
  return {
    problems,
    remarks,
    problem,
    remark: (name, sentence) => {
      remarks.push(placed(name, sentence));
    },
    isWritten: (name) => {
      const found = texts.text(name);
      return found !== undefined && found.byDefault !== true;
    },
    placedProblem: (sentence) => {
      problems.push(sentence);
    },
    text: (name) => texts.text(name)?.text,
    required(name) {
      const found = texts.text(name)?.text;
      if (found === undefined) {
        const why = sources.whyEmpty?.(name);
        problem(
          name,
          `is missing: set ${sources.spelling(name)} or the variable ${settingVariable(name)}. ${SETTINGS[name].about}${why === undefined ? '' : ` ${why}`}`,
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
