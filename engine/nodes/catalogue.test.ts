import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pipelineJsonSchema } from '../pipeline/document-schema.ts';
import { nodeDescriptors, nodeKinds, settingsByKind } from './catalogue.ts';
import type { SettingDescriptor } from './descriptor.ts';

const wordKeys = (settings: readonly SettingDescriptor[], prefix = ''): string[] =>
  settings.flatMap((setting) => [
    `${prefix}${setting.path}`,
    ...(setting.control === 'list' || setting.control === 'group'
      ? wordKeys(setting.item, `${prefix}${setting.path}.`)
      : []),
  ]);

describe.each([...nodeDescriptors.values()])('$kind', (descriptor) => {
  test('has a folder and an icon of its name', () => {
    expect(readdirSync('engine/nodes')).toContain(descriptor.kind);
    expect(existsSync(`assets/icons/${descriptor.kind}.svg`)).toBe(true);
  });

  test.each(['en', 'fr'] as const)('says in %s what each setting is', (language) => {
    const words = descriptor.words[language];
    expect(words.title).not.toBe('');
    for (const key of wordKeys(descriptor.settings)) expect(words.settings, key).toHaveProperty([key]);
  });

  test('every setting can be edited', () => {
    const shape = Object.keys(nodeKinds.get(descriptor.kind)?.settings.shape ?? {});
    expect(descriptor.settings.map(({ path }) => path)).toEqual(shape);
  });

  test('can cross to another process', () => {
    expect(structuredClone(descriptor)).toEqual(descriptor);
    expect(JSON.parse(JSON.stringify(descriptor))).toEqual(JSON.parse(JSON.stringify(structuredClone(descriptor))));
  });
});

test('the published JSON Schema is the one that validates', () => {
  const published = JSON.parse(readFileSync('assets/schema/pipeline.schema.json', 'utf8'));
  expect(published).toEqual(JSON.parse(JSON.stringify(pipelineJsonSchema(settingsByKind))));
});
