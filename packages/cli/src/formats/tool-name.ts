/** What `--tool-name` takes. The first eight are the vendor's. */
export const TOOL_NAMES = [
  'linux',
  'github',
  'azure-devops',
  'gitlab',
  'bamboo',
  'bitbucket',
  'circleci',
  'teamcity',
  'jenkins',
  'powershell',
  'cmd',
  'fish',
  'dotenv',
  'json',
] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

export function isToolName(text: string): text is ToolName {
  return (TOOL_NAMES as readonly string[]).includes(text);
}
