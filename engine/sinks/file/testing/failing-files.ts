import { nodeSinkFiles, type SinkFiles } from '../sink-files.ts';

type Operation = keyof SinkFiles | 'write';

/** The disk, but for one operation that fails with a system code from its `nth` call (from 1) on. */
export function failingFiles(operation: Operation, code: string, nth = 1): SinkFiles {
  let calls = 0;
  const fail = () => {
    if (++calls >= nth) throw Object.assign(new Error(`${code}: made to fail`), { code });
  };
  if (operation === 'write') {
    return {
      ...nodeSinkFiles,
      async create(path) {
        const file = await nodeSinkFiles.create(path);
        return {
          async write(bytes) {
            fail();
            await file.write(bytes);
          },
          close: () => file.close(),
        };
      },
    };
  }
  const work = nodeSinkFiles[operation] as (...args: never[]) => Promise<unknown>;
  const failing = async (...args: never[]) => {
    fail();
    return work(...args);
  };
  return { ...nodeSinkFiles, [operation]: failing };
}
