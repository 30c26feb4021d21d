/** Starts the two sides: Millrace as it is built, and the bare page in a window of the same Electron. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { _electron } from 'playwright-core';
import type { UiContext, UiSide } from './ui-context.ts';

export interface UiHost {
  readonly root: string;
  /** Electron's executable. */
  readonly electron: string;
  /** Switches that this machine needs, the sandbox's for example. */
  readonly switches: readonly string[];
  /** Folder of the built bare page and its main program. */
  readonly bare: string;
  readonly version: string;
  readonly say: (line: string) => void;
}

/** Frames come as fast as they are made, not at the screen's rate: what is measured is their cost. Nothing uses a GPU. */
const SWITCHES = ['--disable-gpu', '--disable-frame-rate-limit'] as const;
const readyMsMax = 60_000;
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

export interface Launching extends Pick<UiContext, 'folder' | 'startApp' | 'startBare' | 'serve' | 'coldStart'> {
  endAll(): Promise<void>;
}

export async function launching(host: UiHost): Promise<Launching> {
  const folders: string[] = [];
  const sides = new Set<UiSide>();
  const texts = new Map<string, string>();
  const server = await serveFolder(host.bare, texts);
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'millrace-bench-ui-'));
    folders.push(made);
    return made;
  };
  const start = async (args: readonly string[]): Promise<UiSide> => {
    const app = await _electron.launch({
      executablePath: host.electron,
      args: [...args],
      cwd: host.root,
      env: environment(),
      timeout: readyMsMax,
    });
    const page = await app.firstWindow({ timeout: readyMsMax });
    const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
    const side: UiSide = {
      app,
      page,
      async end() {
        sides.delete(side);
        app.process().kill('SIGKILL');
        await ended;
      },
    };
    sides.add(side);
    return side;
  };
  const argsOf = (program: string, last: string): string[] => [
    program,
    ...host.switches,
    ...SWITCHES,
    `--user-data-dir=${folder()}`,
    last,
  ];
  const startApp = (file: string): Promise<UiSide> => start(argsOf(host.root, file));
  const startBare = (graph?: string): Promise<UiSide> => {
    const query = graph === undefined ? '' : `?graph=${encodeURIComponent(graph)}`;
    return start(argsOf(join(host.bare, 'main.cjs'), `${address}/index.html${query}`));
  };
  return {
    folder,
    startApp,
    startBare,
    serve(name, text) {
      texts.set(`/${name}`, text);
      return `${address}/${name}`;
    },
    async coldStart(side, graph) {
      const beganMs = Date.now();
      const started = await (side === 'app' ? startApp(graph) : startBare(graph));
      try {
        await started.page.waitForFunction(() => performance.getEntriesByName('usable').length > 0, undefined, {
          timeout: readyMsMax,
        });
        const atMs = await started.page.evaluate(
          () => performance.timeOrigin + (performance.getEntriesByName('usable')[0]?.startTime ?? 0),
        );
        return atMs - beganMs;
      } finally {
        await started.end();
      }
    },
    async endAll() {
      for (const side of sides) await side.end();
      server.close();
      for (const made of folders) rmSync(made, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

function serveFolder(folder: string, texts: ReadonlyMap<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const text = texts.get(path);
    try {
      response.setHeader('content-type', types[extname(path)] ?? 'application/json');
      response.end(text ?? readFileSync(join(folder, path)));
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server));
  });
}

function environment(): Record<string, string> {
  const { NODE_OPTIONS: _options, NODE_ENV: _mode, ELECTRON_RUN_AS_NODE: _asNode, ...own } = process.env;
  return Object.fromEntries(Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
