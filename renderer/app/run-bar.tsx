import {
  ChevronDown,
  CircleHelp,
  Cpu,
  FastForward,
  Pause,
  Play,
  Redo2,
  RotateCcw,
  RotateCw,
  Square,
  StepForward,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { CommandId } from '../commands/texts.ts';
import { type UsableCommand, useCommand } from '../commands/use-command.ts';
import { useDocument, useNotices, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { keepsCheckpoints } from '../model/checkpoint-choice.ts';
import { setMode } from '../model/document-edits.ts';
import { isPaused } from '../model/run-pause.ts';
import { Button } from '../ui/button.tsx';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { formatCount } from '../ui/numbers.ts';
import { ToggleGroup } from '../ui/toggle-group.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { DocumentTitle } from './document-title.tsx';
import { FileMenu } from './file-menu.tsx';
import { RunState } from './run-state.tsx';
import { texts } from './texts.ts';
import { ViewMenu } from './view-menu.tsx';

/** The top of the window: the document on the left, the run in the middle, the window's own settings on the right. */
export function RunBar() {
  const t = useTexts(texts);
  const canUndo = useDocument((state) => state.canUndo);
  const canRedo = useDocument((state) => state.canRedo);
  return (
    <header data-pane="bar" className="flex h-12 shrink-0 items-center gap-1 border-line border-b bg-surface px-2">
      <Mark />
      <FileMenu />
      <DocumentTitle />
      <CommandButton id="edit.undo" disabled={!canUndo} icon={<Undo2 />} />
      <CommandButton id="edit.redo" disabled={!canRedo} icon={<Redo2 />} />
      <Divider />
      {/* biome-ignore lint/a11y/useSemanticElements: a toolbar of buttons is not a fieldset */}
      <div role="group" aria-label={t('runBar')} className="flex min-w-0 flex-1 items-center gap-1">
        <RunButtons />
        <ModeToggle />
        <RunState />
      </div>
      <EngineInfo />
      <ViewMenu />
      <CommandButton id="help.shortcuts" icon={<CircleHelp />} />
    </header>
  );
}

function RunButtons() {
  const t = useTexts(texts);
  const starting = useRun((state) => state.starting);
  // Nothing starts while the user is asked how.
  const isAsked = useNotices((state) => state.question !== null);
  const stopping = useRun((state) => state.stopping);
  const isActive = useRun((state) => state.snapshot?.isActive === true);
  const keeps = useDocument((state) => keepsCheckpoints(state.document));
  const run = useCommand('run.start');
  const said = isActive ? t('runAgain') : run.title;
  return (
    <>
      <div className="flex">
        <Tooltip text={keeps ? `${said}. ${t('runResumes')}` : said} keys={run.keys}>
          <Button
            tone="primary"
            icon={<Play fill="currentColor" />}
            disabled={starting}
            onClick={run.run}
            className="min-w-24 rounded-r-none"
          >
            {starting && !isAsked ? t('starting') : run.title}
          </Button>
        </Tooltip>
        <MoreWaysToRun disabled={starting} keeps={keeps} />
      </div>
      <PauseButton />
      <CommandButton id="run.step" disabled={starting} icon={<StepForward />} />
      <CommandButton id="run.stop" disabled={!isActive || stopping} icon={<Square fill="currentColor" />} />
    </>
  );
}

/** Pauses the run; where it waits, lets it go on. */
function PauseButton() {
  const t = useTexts(texts);
  const pause = useCommand('run.pause');
  const isActive = useRun((state) => state.snapshot?.isActive === true);
  const waits = useRun((state) => isPaused(state.snapshot));
  return (
    <IconButton
      label={waits ? t('resume') : t('pause')}
      keys={pause.keys}
      pressed={waits}
      disabled={!isActive}
      onClick={pause.run}
    >
      {waits ? <Play /> : <Pause fill="currentColor" />}
    </IconButton>
  );
}

/** The other half of the button: once more, as one batch, and, for queries that would go on, from nothing. */
function MoreWaysToRun({ disabled, keeps }: { readonly disabled: boolean; readonly keeps: boolean }) {
  const t = useTexts(texts);
  const restart = useCommand('run.restart');
  const batch = useCommand('run.start-batch');
  const afresh = useCommand('run.start-afresh');
  const hasRun = useRun((state) => state.snapshot !== null);
  const entry = (id: string, command: UsableCommand, icon: ReactNode, isOff = false): MenuEntry => ({
    type: 'item',
    id,
    label: command.title,
    keys: command.keys,
    icon,
    disabled: isOff,
    onSelect: command.run,
  });
  return (
    <Menu
      entries={[
        entry('restart', restart, <RotateCw />, !hasRun),
        entry('batch', batch, <FastForward />),
        ...(keeps ? [entry('afresh', afresh, <RotateCcw />)] : []),
      ]}
      trigger={
        <Button
          tone="primary"
          disabled={disabled}
          aria-label={t('runMore')}
          className="rounded-l-none border-l-on-accent/30 px-1.5"
        >
          <ChevronDown />
        </Button>
      }
    />
  );
}

/** Streaming or batch, one click away; also in the inspector of the pipeline. */
function ModeToggle() {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const mode = useDocument((state) => state.document.settings.mode);
  const hasRun = useRun((state) => state.snapshot !== null);
  return (
    // In a narrow window it gives way to the figures of a run: the inspector of the pipeline has it too.
    <div className={`ml-1 hidden ${hasRun ? 'min-[1400px]:block' : 'xl:block'}`}>
      <ToggleGroup
        label={t('mode')}
        value={mode}
        onValue={(next) => setMode(documents, next)}
        options={[
          { value: 'streaming', label: t('streaming') },
          { value: 'batch', label: t('batch') },
        ]}
      />
    </div>
  );
}

function EngineInfo() {
  const t = useTexts(texts);
  const { info } = useWorkspace();
  const running = useRun((state) => state.snapshot?.queries.filter((query) => query.isActive).length ?? 0);
  const { version } = info;
  const text =
    running === 0 ? t('engineIdle', { version }) : t('engineRunning', { version, queries: formatCount(running) });
  const note = info.runtimeNote === null ? '' : ` (${info.runtimeNote})`;
  return (
    <Tooltip text={text + note}>
      <span
        role="img"
        aria-label={text + note}
        className={`inline-flex size-8 items-center justify-center ${running === 0 ? 'text-faint' : 'text-success'}`}
      >
        <Cpu className="size-4" />
      </span>
    </Tooltip>
  );
}

function CommandButton(props: { readonly id: CommandId; readonly icon: ReactNode; readonly disabled?: boolean }) {
  const command = useCommand(props.id);
  return (
    <IconButton label={command.title} keys={command.keys} disabled={props.disabled} onClick={command.run}>
      {props.icon}
    </IconButton>
  );
}

function Divider() {
  return <div className="mx-1.5 h-5 w-px shrink-0 bg-line" />;
}

/** The mill wheel: a ring of eight paddles. */
function Mark() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      className="mx-1.5 size-5 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
    >
      <circle cx="12" cy="12" r="6.5" strokeWidth="2" />
      <circle cx="12" cy="12" r="1.5" fill="currentColor" strokeWidth="0" />
      {[0, 45, 90, 135, 180, 225, 270, 315].map((angle) => (
        <path key={angle} d="M12 1.5v4" strokeWidth="2.5" strokeLinecap="round" transform={`rotate(${angle} 12 12)`} />
      ))}
    </svg>
  );
}
