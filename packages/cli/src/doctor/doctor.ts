import { decryptorOf, failureMessage, openVaultSession } from '@senhasegura-action/core/internal';
import { takingEvents } from '@senhasegura-action/job';
import { documentText, outputFormat } from '../commands/output.js';
import { type CommandContext, type RunsCommand, selectedSecrets, settingSources } from '../settings/command-context.js';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { writeOut } from '../terminal/terminal.js';
import { type PreparedSettings, prepareSettings } from '../vault-run/vault-run.js';
import { forgetfulLedger } from '../vault-run/command-ledger.js';
import { checkAuthentication, checkClock, provedBy } from './authentication.js';
import { fail, type Finding, findingsText, hasFailed, ok } from './finding.js';
import { checkConfigFile } from './config-file.js';
import { checkReach } from './reach.js';
import { checkReferences } from './references.js';
import { checkRights } from './rights.js';

/** `senhasegura doctor [--secret REF]...`: from the settings to the references, a finding each. The first failure decides the exit code. */
export const doctor: RunsCommand = async (context) => {
  const findings = await context.interrupts.during(examine(context));
  const format = outputFormat(context.invocation);
  const text = format === 'text' ? findingsText(findings) : await documentText(format, { checks: findings });
  await writeOut(context.terminal.stdout, text);
  return findings.find((finding) => finding.status === 'fail')?.exit ?? EXIT.done;
};

async function examine({ invocation, given, terminal, log }: CommandContext): Promise<readonly Finding[]> {
  const secrets = selectedSecrets(invocation, given);
  const always = secrets === undefined ? {} : { secrets };
  const file = await checkConfigFile(given.configFile?.path, terminal);
  let prepared: PreparedSettings;
  try {
    prepared = await prepareSettings(settingSources(invocation, given, terminal, { always }), log);
  } catch (error) {
    return [file, fail('settings', failureMessage(error), 'Correct the settings named here.', exitCodeOf(error))];
  }
  const { settings, effects } = prepared;
  const { url } = settings.connection;
  const findings: Finding[] = [file, ok('settings', `${settings.authentication.method} at ${url.href}`)];
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
    findings.push(...(refuted ? [] : [provedBy(rights, authentication, settings)]), ...rights);
    if (secrets === undefined || hasFailed(rights)) return findings;
    const looking = { log, decrypt: await decryptorOf(settings, log) };
    return [...findings, ...(await checkReferences(settings, session.opened, looking, effects))];
  } finally {
    await session.close();
  }
}
