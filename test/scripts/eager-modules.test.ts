import { runInThisContext } from 'node:vm';
import { withEagerModules } from '../../scripts/eager-modules.js';

const MODULES =
  'var modules={3745:(A,e,t)=>{A.exports=[typeof e,t]},12:A=>{A.exports={5:()=>{}}},7:(A,e)=>A.exports=e,9:async()=>{await 1}};';

test('every module with a body stands in parentheses and does what it did', async () => {
  const code = await withEagerModules(`${MODULES}modules;`);
  expect(code.match(/\d+:\((?:async )?function\(/g)).toEqual([
    '3745:(function(',
    '12:(function(',
    '9:(async function(',
  ]);
  const modules = runInThisContext(code) as Record<number, (...given: unknown[]) => unknown>;
  const module = { exports: undefined as unknown };
  modules[3745]?.(module, 1, 't');
  expect(module.exports).toEqual(['number', 't']);
  modules[7]?.(module, 'e');
  expect(module.exports).toBe('e');
  await expect(modules[9]?.()).resolves.toBeUndefined();
});

test('the positions are right in the second text too, and after what comes first', async () => {
  for (const first of ['', 'import{createRequire as A}from"module";', '"\\u00e9";']) {
    const code = await withEagerModules(`${first}var r={1:(A)=>{A.x="a"}};`);
    expect(code).toBe(`${first}var r={1:(function(A){A.x="a"})};`);
  }
});

test('objects that are no tables of modules stay as they are', async () => {
  const others = 'var a={},b={1:2},c={x:()=>{}},d={1:([x])=>{},2:()=>{}};';
  expect(await withEagerModules(`${others}var r={1:()=>{}};`)).toBe(`${others}var r={1:(function(){})};`);
});

test('a text without modules is refused', async () => {
  await expect(withEagerModules('export const a=1;')).rejects.toThrow('no modules');
});
