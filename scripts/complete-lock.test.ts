import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { missingFromLock } from './complete-lock.mjs';
import { root } from './paths.mjs';

const locked = (optionalDependencies: Record<string, string>, rest = {}) => ({
  packages: { '': {}, 'node_modules/tool': { version: '1.0.0', dev: true, optionalDependencies }, ...rest },
});

it('fills in packages of other platforms from their names', () => {
  const { entries, unclear } = missingFromLock(
    locked({
      '@tool/cli-darwin-arm64': '2.6.8',
      '@tool/cli-linux-x64-musl': '2.6.8',
      '@tool/linux-arm-gnueabihf': '1.5.6-r.1',
      '@tool/wasm32-wasi': '4.0.0',
    }),
  );
  expect(unclear).toEqual([]);
  expect(entries).toEqual({
    'node_modules/@tool/cli-darwin-arm64': {
      version: '2.6.8',
      cpu: ['arm64'],
      os: ['darwin'],
      dev: true,
      optional: true,
    },
    'node_modules/@tool/cli-linux-x64-musl': {
      version: '2.6.8',
      cpu: ['x64'],
      libc: ['musl'],
      os: ['linux'],
      dev: true,
      optional: true,
    },
    'node_modules/@tool/linux-arm-gnueabihf': {
      version: '1.5.6-r.1',
      cpu: ['arm'],
      libc: ['glibc'],
      os: ['linux'],
      dev: true,
      optional: true,
    },
    'node_modules/@tool/wasm32-wasi': { version: '4.0.0', cpu: ['wasm32'], dev: true, optional: true },
  });
});

it('leaves alone what is there, at the top or below its parent', () => {
  const { entries } = missingFromLock(
    locked(
      { 'a-linux-x64': '1.0.0', 'b-linux-x64': '1.0.0' },
      {
        'node_modules/a-linux-x64': { version: '1.0.0' },
        'node_modules/tool/node_modules/b-linux-x64': { version: '1.0.0' },
      },
    ),
  );
  expect(entries).toEqual({});
});

it('tells what it cannot fill in', () => {
  expect(missingFromLock(locked({ 'a-linux-x64': '^1.0.0', fancy: '1.0.0' }))).toEqual({
    entries: {},
    unclear: ['a-linux-x64@^1.0.0', 'fancy@1.0.0'],
  });
});

it('finds the committed lock file complete, so that npm ci takes it (else: npm run lock)', () => {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  expect(missingFromLock(lock)).toEqual({ entries: {}, unclear: [] });
});
