import {
  coveredPlaceholder,
  type Environment,
  type JobTemplate,
  parseTemplate,
  parseTemplateLine,
  placeOf,
  type Reading,
  type ReadTemplates,
  type Selection,
  type Template,
  type TemplateLine,
  type TemplatePaths,
  utf8Text,
} from '@senhasegura-action/core/internal';
import { readWorkspaceFile } from '../files/workspace-file.js';
import type { Host } from '../names/denied-names.js';

/** The variable in which each host names the folder of a job's checkout. */
const WORKSPACE: Readonly<Record<Host, string>> = {
  github: 'GITHUB_WORKSPACE',
  azure: 'BUILD_SOURCESDIRECTORY',
  gitlab: 'CI_PROJECT_DIR',
};

/**
 * Reads the templates that lines of `secrets` name (design section 2). They lie in the checkout, and so may come with a pull request:
 * a template is a regular file below the workspace, and takes only what other lines select.
 */
export function jobTemplateReader(host: Host | undefined, environment: Environment): ReadTemplates {
  return async (lines, selections) => {
    const files: JobTemplate[] = [];
    const problems: string[] = [];
    const ofEverySecret = new Set<Selection>();
    for (const line of lines) {
      const written = await readWritten(line, host, environment);
      if ('problem' in written) {
        problems.push(`${placeOf(line)}: ${written.problem}`);
        continue;
      }
      const { text, ...paths } = written.ok;
      const template = parseTemplate(text, paths.path);
      const content = 'problems' in template ? template : covered(template.ok, selections);
      if ('problems' in content) problems.push(...content.problems);
      else {
        files.push({ ...line, ...paths, content: content.ok });
        for (const selection of content.ofEverySecret) ofEverySecret.add(selection);
      }
    }
    const selected = files.flatMap(({ content }) =>
      content.flatMap((part) => (typeof part === 'string' ? [] : [part.selection])),
    );
    return { templates: { files, selections: selected, ofEverySecret }, problems };
  };
}

async function readWritten(
  line: TemplateLine,
  host: Host | undefined,
  environment: Environment,
): Promise<Reading<TemplatePaths & { readonly text: string }>> {
  const paths = parseTemplateLine(line);
  if ('problem' in paths) return paths;
  const workspace = host === undefined ? undefined : environment[WORKSPACE[host]];
  if (workspace === undefined || workspace === '') {
    return { problem: 'this host names no folder of a checkout, in which a template has to lie' };
  }
  const bytes = await readWorkspaceFile(paths.ok.path, workspace);
  if ('problem' in bytes) return bytes;
  const text = utf8Text(bytes.ok);
  return text === undefined ? { problem: 'it is no UTF-8 text: save it as UTF-8' } : { ok: { ...paths.ok, text } };
}

type Covered =
  { readonly ok: Template; readonly ofEverySecret: readonly Selection[] } | { readonly problems: readonly string[] };

/** Where some lines are wrong, nobody knows what they would select. */
function covered(template: Template, selections: readonly Selection[] | undefined): Covered {
  if (selections === undefined) return { ok: template, ofEverySecret: [] };
  const ofEverySecret: Selection[] = [];
  const problems: string[] = [];
  const parts = template.map((part) => {
    const reading = typeof part === 'string' ? undefined : coveredPlaceholder(part, selections);
    if (reading === undefined || typeof part === 'string') return part;
    if ('problem' in reading) {
      problems.push(`${part.place}: ${reading.problem}`);
      return part;
    }
    const { placeholder, cover } = reading.ok;
    if (cover === 'every-secret') ofEverySecret.push(placeholder.selection);
    return placeholder;
  });
  return problems.length > 0 ? { problems } : { ok: parts, ofEverySecret };
}
