/**
 * A service connection of the job.
 * @typedef {object} Endpoint
 * @property {string} url
 * @property {string} scheme
 * @property {Readonly<Record<string, string>>} parameters Of its authorization: masked.
 * @property {Readonly<Record<string, string>>} data Not masked.
 */

/** `VarUtil.ConvertToEnvVariableFormat`. @param {string} name */
export const environmentName = (name) => name.replaceAll(/[. ]/gu, '_').toUpperCase();

/**
 * What the agent adds to the environment of a task (`NodeHandler.RunAsync`): variables of the job, inputs, the connections
 * that the inputs name, and the task's own variables. Later entries win.
 * @param {object} parts
 * @param {import('./variables.js').Variables} parts.variables
 * @param {import('./variables.js').Variables} parts.taskVariables
 * @param {ReadonlyMap<string, string>} parts.inputs
 * @param {ReadonlyMap<string, Endpoint>} parts.endpoints By id.
 * @returns {Record<string, string>}
 */
export function taskEnvironment({ variables, taskVariables, inputs, endpoints }) {
  const all = variables.all();
  const secrets = all.filter(({ secret }) => secret);
  return Object.fromEntries([
    ...publicVariables(variables),
    ['VSTS_PUBLIC_VARIABLES', JSON.stringify(all.filter(({ secret }) => !secret).map(({ name }) => name))],
    ...secrets.map(({ name, value }) => [`SECRET_${environmentName(name)}`, value]),
    ['VSTS_SECRET_VARIABLES', JSON.stringify(secrets.map(({ name }) => name))],
    ...[...inputs].map(([name, value]) => [`INPUT_${environmentName(name)}`, value]),
    ...[...endpoints].flatMap(([id, endpoint]) => endpointVariables(id, endpoint)),
    ...taskVariables.all().map(({ name, value }) => [`VSTS_TASKVARIABLE_${environmentName(name)}`, value]),
  ]);
}

/**
 * What a script sees without mapping anything: secret variables are left out.
 * @param {import('./variables.js').Variables} variables
 * @returns {[string, string][]}
 */
export const publicVariables = (variables) =>
  variables
    .all()
    .filter(({ secret }) => !secret)
    .map(({ name, value }) => [environmentName(name), value]);

/**
 * `Handler.AddEndpointsToEnvironment`.
 * @param {string} id
 * @param {Endpoint} endpoint
 * @returns {[string, string][]}
 */
const endpointVariables = (id, { url, scheme, parameters, data }) => [
  [`ENDPOINT_URL_${id}`, url],
  [`ENDPOINT_AUTH_${id}`, JSON.stringify({ parameters, scheme })],
  [`ENDPOINT_AUTH_SCHEME_${id}`, scheme],
  ...Object.entries(parameters).map(
    ([name, value]) =>
      /** @type {[string, string]} */ ([`ENDPOINT_AUTH_PARAMETER_${id}_${environmentName(name)}`, value]),
  ),
  [`ENDPOINT_DATA_${id}`, JSON.stringify(data)],
  ...Object.entries(data).map(
    ([name, value]) => /** @type {[string, string]} */ ([`ENDPOINT_DATA_${id}_${environmentName(name)}`, value]),
  ),
];
