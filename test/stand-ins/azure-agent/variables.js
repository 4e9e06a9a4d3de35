const MACRO = { prefix: '$(', suffix: ')' };
/** `Variables.RecalculateExpanded`: how deep macros in macros go. */
const MAX_DEPTH = 50;

/**
 * @typedef {object} Variable
 * @property {string} name
 * @property {string} value
 * @property {boolean} secret
 * @property {boolean} readOnly
 */

/**
 * The variables of a job or of a task (agent, `Variables`): names are compared without case, what was secret stays secret,
 * and values that hold `$(NAME)` are expanded before each step.
 * @param {(value: string) => void} addSecret Registers a value with the masker.
 */
export function createVariables(addSecret) {
  /** @type {Map<string, Variable>} By the name in upper case, as they were set. */
  const given = new Map();
  /** @type {Map<string, Variable>} */
  let expanded = new Map();

  return {
    /** @param {{ name: string, value: string, secret?: boolean, readOnly?: boolean }} variable */
    set({ name, value, secret = false, readOnly = false }) {
      const key = name.toUpperCase();
      const before = expanded.get(key);
      const variable = {
        name,
        value,
        secret: secret || before?.secret === true,
        readOnly: readOnly || before?.readOnly === true,
      };
      if (variable.secret && value !== '') {
        addSecret(value);
      }
      given.set(key, variable);
      expanded.set(key, variable);
    },
    /** @param {string} name */
    get: (name) => expanded.get(name.toUpperCase()),
    all: () => [...expanded.values()],
    /** `Variables.RecalculateExpanded`. A value whose macros form a circle stays as it is. */
    recalculate() {
      expanded = new Map([...given].map(([key, variable]) => [key, expandVariable(variable, given, addSecret)]));
    },
    /** `VarUtil.ExpandValues`, for inputs and mapped variables: one level.
     * @param {string} text */
    expandText: (text) => expandOnce(text, (name) => expanded.get(name.toUpperCase())?.value),
  };
}

/** @typedef {ReturnType<typeof createVariables>} Variables */

/**
 * @param {Variable} variable
 * @param {ReadonlyMap<string, Variable>} variables
 * @param {(value: string) => void} addSecret
 * @returns {Variable}
 */
function expandVariable(variable, variables, addSecret) {
  let secret = variable.secret;
  let failed = false;
  /** @param {string} text @param {readonly string[]} path @returns {string} */
  const expand = (text, path) =>
    expandOnce(text, (name) => {
      const key = name.toUpperCase();
      const nested = variables.get(key);
      if (nested === undefined) {
        return undefined;
      }
      if (path.includes(key) || path.length === MAX_DEPTH) {
        failed = true;
        return undefined;
      }
      secret ||= nested.secret;
      return expand(nested.value, [...path, key]);
    });
  const value = expand(variable.value, [variable.name.toUpperCase()]);
  if (failed || value === variable.value) {
    return variable;
  }
  if (secret && value !== '') {
    addSecret(value);
  }
  return { ...variable, value, secret };
}

/**
 * Replaces each `$(NAME)` that is known; what was put in is not looked at again.
 * @param {string} text
 * @param {(name: string) => string | undefined} valueOf
 */
export function expandOnce(text, valueOf) {
  let result = text;
  let from = 0;
  for (;;) {
    const prefix = result.indexOf(MACRO.prefix, from);
    const suffix = prefix < 0 ? -1 : result.indexOf(MACRO.suffix, prefix + MACRO.prefix.length);
    if (suffix < 0) {
      return result;
    }
    const value = valueOf(result.slice(prefix + MACRO.prefix.length, suffix));
    if (value === undefined) {
      from = prefix + 1;
    } else {
      result = result.slice(0, prefix) + value + result.slice(suffix + MACRO.suffix.length);
      from = prefix + value.length;
    }
  }
}
