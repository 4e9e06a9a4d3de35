import { EventEmitter } from 'node:events';
import { InterruptedError, watchInterrupts } from '../../src/terminal/interrupts.js';

describe('interrupts', () => {
  test('work ends with its result where no signal comes', async () => {
    const source = new EventEmitter();
    const interrupts = watchInterrupts(source);
    await expect(interrupts.during(Promise.resolve(7))).resolves.toBe(7);
    expect(interrupts.signal).toBeUndefined();
    interrupts.stop();
    expect(source.eventNames()).toEqual([]);
  });

  test('a signal ends the waiting, the first one counts, and later work is not begun', async () => {
    const source = new EventEmitter();
    const interrupts = watchInterrupts(source);
    const waiting = interrupts.during(new Promise<never>(() => undefined));
    source.emit('SIGTERM', 'SIGTERM');
    source.emit('SIGINT', 'SIGINT');
    await expect(waiting).rejects.toEqual(new InterruptedError('SIGTERM'));
    await expect(interrupts.during(new Promise<never>(() => undefined))).rejects.toMatchObject({ exitCode: 143 });
    expect(interrupts.signal).toBe('SIGTERM');
  });

  test.each<[NodeJS.Signals, number]>([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
  ])('%s asks to end', async (signal, exitCode) => {
    const source = new EventEmitter();
    const interrupts = watchInterrupts(source);
    source.emit(signal, signal);
    await expect(interrupts.during(new Promise<never>(() => undefined))).rejects.toMatchObject({ exitCode });
  });

  test('so does SIGBREAK on Windows, and on no other system', async () => {
    const source = new EventEmitter();
    const interrupts = watchInterrupts(source, { SIGINT: 2, SIGBREAK: 21 });
    source.emit('SIGBREAK', 'SIGBREAK');
    await expect(interrupts.during(new Promise<never>(() => undefined))).rejects.toThrow('SIGBREAK');
    interrupts.stop();
    expect(source.eventNames()).toEqual([]);
    watchInterrupts(source, { SIGINT: 2 });
    expect(source.eventNames()).toEqual(['SIGINT']);
  });
});
