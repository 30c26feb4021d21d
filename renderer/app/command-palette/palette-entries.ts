/** Everything that the command palette finds, out of the registry, the catalogue, the document and the files that are known. */
import type { RequestOutput } from '../../../electron/contract/channels.ts';
import { runCommand } from '../../commands/key-handling.ts';
import { menuItem } from '../../commands/menu-model.ts';
import { commands } from '../../commands/registry.ts';
import { commandNotes, commandTexts, needTexts } from '../../commands/texts.ts';
import { addBeside } from '../../model/add-beside.ts';
import { nodeTitle, wordsOf } from '../../model/catalogue.ts';
import { openDocument, openSample } from '../../model/document-files.ts';
import type { Workspace } from '../../model/workspace.ts';
import type { ResultDesk } from '../../results/result-desk.ts';
import { savedQueriesOf } from '../../results/saved-queries.ts';
import { currentLanguage, LANGUAGES, say } from '../../ui/i18n.ts';
import { paletteTexts } from '../palette-texts.ts';
import type { PaletteEntry } from './search-entries.ts';

/** What the main process knows and the palette offers. */
export interface KnownFiles {
  readonly recent: RequestOutput<'document.recent'>;
  readonly samples: RequestOutput<'document.samples'>;
}

export function paletteEntries(workspace: Workspace, desk: ResultDesk, files: KnownFiles): readonly PaletteEntry[] {
  return [
    ...commandEntries(workspace),
    ...addEntries(workspace),
    ...nodeEntries(workspace),
    ...files.samples.map(
      ({ id, name, kind }): PaletteEntry => ({
        id: `sample ${id}`,
        group: kind,
        title: name,
        run: () => openSample(workspace, id),
      }),
    ),
    ...queryEntries(workspace, desk),
    ...files.recent.map(
      ({ path, name }): PaletteEntry => ({
        id: `file ${path}`,
        group: 'file',
        title: name,
        note: path,
        run: () => openDocument(workspace, path),
      }),
    ),
  ];
}

function commandEntries(workspace: Workspace): PaletteEntry[] {
  const notes: Readonly<Record<string, string>> = commandNotes[currentLanguage()];
  return commands
    .filter((command) => command.internal !== true && command.id !== 'help.palette')
    .map((command) => {
      const { title, keys, enabled, checked } = menuItem(workspace, command);
      const reason = command.needs === undefined ? '' : say(needTexts, command.needs);
      return {
        id: `command ${command.id}`,
        group: 'command',
        title,
        note: notes[command.id],
        words: LANGUAGES.map((language) => commandTexts[language][command.id]).join(' '),
        menu: (command.menu ?? command.id).split(/[/.]/)[0],
        keys,
        checked,
        ...(enabled ? {} : { blocked: reason }),
        run: () => runCommand(workspace, command),
      };
    });
}

function addEntries(workspace: Workspace): PaletteEntry[] {
  return workspace.catalogue.descriptors.map((descriptor) => {
    const { title, summary, keywords } = wordsOf(descriptor, currentLanguage());
    const others = LANGUAGES.map((language) => wordsOf(descriptor, language).title);
    return {
      id: `add ${descriptor.kind}`,
      group: 'add',
      title,
      note: summary,
      words: [descriptor.kind, ...others, keywords ?? ''].join(' '),
      kind: descriptor.kind,
      run: () => {
        const { id, wired } = addBeside(workspace, descriptor);
        workspace.notices.announce(say(paletteTexts, wired ? 'addedAndWired' : 'added', { title }));
        workspace.view.getState().viewport?.show(id, { focus: true });
      },
    };
  });
}

function nodeEntries(workspace: Workspace): PaletteEntry[] {
  const { catalogue, documents, view } = workspace;
  const language = currentLanguage();
  return documents.getState().document.nodes.map((node) => {
    const descriptor = catalogue.byKind.get(node.kind);
    return {
      id: `node ${node.id}`,
      group: 'goTo',
      title: nodeTitle(catalogue, node, language),
      note: node.label === undefined || descriptor === undefined ? node.id : wordsOf(descriptor, language).title,
      words: node.id,
      kind: node.kind,
      run: () => {
        documents.select({ nodes: [node.id], edges: [] });
        view.getState().viewport?.show(node.id, { focus: true });
      },
    };
  });
}

function queryEntries({ documents, view, preferences }: Workspace, desk: ResultDesk): PaletteEntry[] {
  return savedQueriesOf(documents.getState().document.views).map(({ name, sql }) => ({
    id: `sql ${name}`,
    group: 'sql',
    title: name,
    note: sql.replace(/\s+/g, ' ').slice(0, 200),
    run: () => {
      preferences.setLayout({ dockOpen: true, dockTab: 'results' });
      view.set({ dockTab: 'results' });
      desk.show(name);
    },
  }));
}
