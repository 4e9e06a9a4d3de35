/** One logging command, as the Azure Pipelines agent reads it (agent sources: Command.TryParse, CommandStringConvertor.Unescape). */
export interface LoggingCommand {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

const PREFIX = '##vso[';

export function readLoggingCommand(line: string): LoggingCommand | undefined {
  const start = line.indexOf(PREFIX);
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const [name = '', ...rest] = line.slice(start + PREFIX.length, end).split(' ');
  const pairs = rest
    .join(' ')
    .split(';')
    .filter((pair) => pair !== '');
  const properties = new Map(
    pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), unescape(pair.slice(pair.indexOf('=') + 1))]),
  );
  return { name, properties, data: unescape(line.slice(end + 1)) };
}

function unescape(text: string): string {
  const symbols = text.replaceAll('%3B', ';').replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%5D', ']');
  return symbols.replaceAll('%AZP25', '%');
}

/** .NET's ReadLine, by which the agent takes a process's output apart. */
export const readLines = (text: string): string[] => {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};
