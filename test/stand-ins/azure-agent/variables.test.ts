import { createVariables } from './variables.js';

function variablesWith(given: Record<string, string>, secret = false) {
  const secrets: string[] = [];
  const variables = createVariables((value) => secrets.push(value));
  for (const [name, value] of Object.entries(given)) variables.set({ name, value, secret });
  return { variables, secrets };
}

describe('variables', () => {
  test('are one when they differ in case alone, and stay secret', () => {
    const { variables, secrets } = variablesWith({ Password: 'one' }, true);
    variables.set({ name: 'PASSWORD', value: 'two' });
    expect(variables.all()).toEqual([{ name: 'PASSWORD', value: 'two', secret: true, readOnly: false }]);
    expect(secrets).toEqual(['one', 'two']);
  });

  test('are expanded in each other before a step, secrets too', () => {
    const { variables } = variablesWith({ A: 'a $(B) $(missing) $(', B: 'b' });
    expect(variables.get('a')?.value).toBe('a $(B) $(missing) $(');
    variables.recalculate();
    expect(variables.get('a')?.value).toBe('a b $(missing) $(');
  });

  test('become secret with what they take in, and what comes of it is masked', () => {
    const { variables, secrets } = variablesWith({ A: 'a $(B)' });
    variables.set({ name: 'B', value: 'hidden', secret: true });
    variables.recalculate();
    expect(variables.get('A')).toMatchObject({ value: 'a hidden', secret: true });
    expect(secrets).toContain('a hidden');
  });

  test('stay as they are in a circle', () => {
    const { variables } = variablesWith({ A: '$(B)', B: '$(A)' });
    variables.recalculate();
    expect(variables.all().map(({ value }) => value)).toEqual(['$(B)', '$(A)']);
  });

  test('are put into texts once', () => {
    const { variables } = variablesWith({ A: '$(B)', B: 'b' });
    expect(variables.expandText('x $(a) $(c)')).toBe('x $(B) $(c)');
  });
});
