import type { Log } from '@senhasegura-action/core/internal';
import { withoutCommands } from '@senhasegura-action/job';

/** The log of a job, and what goes into its collapsed section. */
export interface JobLog extends Log {
  error(message: string): void;
  /** Prints what `debug` gathered, as one collapsed section. */
  showDetails(title: string): void;
}

/**
 * Messages go to standard error, which the job's log shows; standard output is for the shell alone.
 * @param now seconds since 1970
 */
export function createJobLog(print: (text: string) => void, now: () => number): JobLog {
  const details: string[] = [];
  const line = (message: string): void => {
    print(`senhasegura: ${withoutCommands(message)}\n`);
  };
  return {
    debug: (message) => {
      details.push(withoutCommands(message));
    },
    info: line,
    notice: line,
    warning: (message) => {
      line(`warning: ${message}`);
    },
    error: (message) => {
      line(`error: ${message}`);
    },
    showDetails(title) {
      if (details.length === 0) return;
      print(section(title, details.splice(0), Math.floor(now())));
    },
  };
}

function section(title: string, lines: readonly string[], time: number): string {
  const name = 'senhasegura_details';
  return `${[sectionStart(name, time, title), ...lines, sectionEnd(name, time)].join('\n')}\n`;
}

/**
 * The lines around a section that the log's page shows folded (docs.gitlab.com/ci/jobs/job_logs, "Custom collapsible
 * sections"). `time` is in seconds since 1970.
 */
export const sectionStart = (name: string, time: number, title: string): string =>
  `\u001b[0Ksection_start:${time}:${name}[collapsed=true]\r\u001b[0K${withoutCommands(title)}`;

export const sectionEnd = (name: string, time: number): string => `\u001b[0Ksection_end:${time}:${name}\r\u001b[0K`;
