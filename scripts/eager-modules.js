import { parse } from '@swc/core';

/**
 * Has V8 compile the modules of a bundle when it reads them. A module is a function that webpack calls, and V8 skims over a
 * function until it is called, to read all of it again then. One that stands in parentheses it takes for one that is called at
 * once (v8.dev/blog/preparser, "PIFE"), and nearly all of a bundle's modules are; minifiers take the parentheses away. It
 * saves a job about 20 ms.
 * @param {string} code minified, ASCII alone: the positions in the syntax tree count bytes
 * @throws {Error} when no module is found: webpack or swc have changed
 */
export async function withEagerModules(code) {
  const tree = await parse(code, { syntax: 'ecmascript', target: 'es2022' });
  const modules = modulesIn(tree.body);
  if (modules.length === 0) throw new Error('A bundle has no modules that V8 could compile at once');
  // The positions go on from one parsed text to the next: they begin where this one's first statement does.
  const origin = tree.span.start;
  let rest = 0;
  let wrapped = '';
  for (const { value } of modules.sort((one, other) => one.value.span.start - other.value.span.start)) {
    const [start, bodyStart, end] = [value.span.start, value.body.span.start, value.span.end].map((at) => at - origin);
    const parameters = value.params.map((/** @type {{ value: string }} */ parameter) => parameter.value).join(',');
    wrapped += `${code.slice(rest, start)}(${value.async ? 'async ' : ''}function(${parameters})${code.slice(bodyStart, end)})`;
    rest = end ?? 0;
  }
  return wrapped + code.slice(rest);
}

/**
 * The properties of webpack's tables of modules: a number, and a function with a body.
 * @param {unknown} node
 * @returns {any[]}
 */
function modulesIn(node) {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(modulesIn);
  const { type, properties } = /** @type {{ type?: string, properties?: any[] }} */ (node);
  if (type === 'ObjectExpression' && properties !== undefined && properties.length > 0 && properties.every(isModule)) {
    // One whose body is no more than an expression is compiled soon enough.
    return properties.filter(({ value }) => value.body.type === 'FunctionBody');
  }
  return Object.values(node).flatMap(modulesIn);
}

/** @param {any} property */
function isModule({ type, key, value }) {
  return (
    type === 'KeyValueProperty' &&
    key.type === 'NumericLiteral' &&
    value.type === 'ArrowFunctionExpression' &&
    value.params.every((/** @type {{ type: string }} */ parameter) => parameter.type === 'Identifier')
  );
}
