import { describe, expect, it } from 'vitest';
import { lowered } from '../testing/lowered.ts';
import { socketSource } from './socket-source.ts';

describe('socket source', () => {
  it('takes its defaults', () => {
    const { plan, reports } = lowered(socketSource, socketSource.defaults, {});
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({ op: 'socket-scan', host: 'localhost', port: 9999 });
    expect(plan?.schema.map(({ name }) => name)).toEqual(['value']);
  });

  it('is Spark’s socket source, whatever the host is called', () => {
    const context = { isStreaming: true, inputs: [], path: (path: string) => path, rows: 'rows' };
    expect(socketSource.spark({ host: 'a")', port: 1 }, context)).toBe(
      `spark.readStream.format("socket").option("host", 'a")').option("port", 1).load()`,
    );
  });

  it('runs as a stream only', () => {
    expect(lowered(socketSource, socketSource.defaults, { isStreaming: false }).reports).toEqual([['PLN-040', 'host']]);
  });

  it.each([{}, { host: '', port: 1 }, { host: 'a', port: 0 }, { host: 'a', port: 65_536 }, { host: 'a', port: 1.5 }])(
    'refuses %j',
    (config) => {
      expect(socketSource.settings.safeParse(config).success).toBe(false);
    },
  );
});
