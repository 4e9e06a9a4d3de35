import { failureMessage, openVaultSession } from '@senhasegura-action/core/internal';
import { takingEvents } from '@senhasegura-action/job';
import { documentText, outputFormat } from '../commands/output.js';
import { type CommandContext, type RunsCommand, settingSources } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { type PreparedSettings, prepareSettings } from '../vault-run/vault-run.js';
import { forgetfulLedger } from '../vault-run/with-vault.js';
import { checkAuthentication, checkClock } from './authentication.js';
import { fail, type Finding, findingsText, hasFailed, ok } from './finding.js';
import { checkReach } from './reach.js';
import { checkRights } from './rights.js';

/** `senhasegura doctor`: from the settings to the rights, a finding each. The first failure decides the exit code. */
export const doctor: RunsCommand = async (context) => {
  const findings = await context.interrupts.during(examine(context));
  const format = outputFormat(context.invocation);
  const text = format === 'text' ? findingsText(findings) : await documentText(format, { checks: findings });
  await writeOut(context.terminal.stdout, text);
  return findings.find((finding) => finding.status === 'fail')?.exit ?? EXIT.done;
};

async function examine({ invocation, given, terminal, log }: CommandContext): Promise<readonly Finding[]> {
  let prepared: PreparedSettings;
  try {
    prepared = await prepareSettings(settingSources(invocation, given, terminal), log);
  } catch (error) {
    return [fail('settings', failureMessage(error), 'Correct the settings named here.', exitCodeOf(error))];
  }
  const { settings, effects } = prepared;
  const { url } = settings.connection;
  const findings: Finding[] = [ok('settings', `${settings.authentication.method} at ${url.href}`)];
  findings.push(...(await checkReach(settings.connection, effects)));
  if (hasFailed(findings)) return findings;
  const session = openVaultSession(settings, takingEvents(forgetfulLedger()), effects);
  try {
    findings.push(await checkClock(settings, effects));
    if (hasFailed(findings)) return findings;
    const authentication = await checkAuthentication(settings, session.opened);
    if (hasFailed([authentication])) return [...findings, authentication];
    const rights = await checkRights(session.opened);
    // A token can be had that nothing can be read with: then the rights tell of the authentication.
    const refuted = rights.some(({ check }) => check === authentication.check);
    return [...findings, ...(refuted ? [] : [authentication]), ...rights];
  } finally {
    await session.close();
  }
}
