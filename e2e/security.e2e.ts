/** Attacks from inside the real page: what a script that got in could try. Each must end at a closed door. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestNames } from '../electron/contract/channel-names.ts';
import type { Desktop } from '../electron/contract/desktop.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';

let launched: LaunchedApp;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-attack-'));
  launched = await launchApp();
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends a message as a script in the page would; what it throws comes back as text. */
function send(name: string, input: unknown): Promise<unknown> {
  return launched.page.evaluate(
    async ([to, what]) => {
      const { millrace } = globalThis as unknown as { millrace: Desktop };
      try {
        return await millrace.request(to as never, what as never);
      } catch (error) {
        return String(error);
      }
    },
    [name, input] as const,
  );
}

const refused = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) });
const ownAddress = 'app://millrace/index.html';

describe('the page', () => {
  it('knows nothing of Node or Electron', async () => {
    const found = await launched.page.evaluate(() => {
      const names = [
        'require',
        'process',
        'module',
        'exports',
        'Buffer',
        'global',
        '__dirname',
        'electron',
        'ipcRenderer',
      ];
      return names.filter((name) => name in globalThis);
    });
    expect(found).toEqual([]);
  });

  it('has a bridge with three functions that cannot be changed for others', async () => {
    const found = await launched.page.evaluate(() => {
      const page = globalThis as unknown as { millrace: Record<string, unknown> };
      const before = page.millrace.request;
      try {
        page.millrace.request = () => 'taken over';
      } catch {
        // Strict code is told so.
      }
      return { names: Object.keys(page.millrace), isSame: page.millrace.request === before };
    });
    expect(found).toEqual({ names: ['request', 'on', 'droppedPaths'], isSame: true });
  });

  it('has an address of its own scheme, and stays there', async () => {
    for (const target of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://millrace/assets/'])
      await launched.page.evaluate((url) => {
        const link = document.createElement('a');
        link.href = url;
        document.body.append(link);
        link.click();
        link.remove();
        window.location.assign(url);
      }, target);
    await launched.page.waitForTimeout(300);
    expect(new URL(launched.page.url()).href.replace(/#.*$/, '')).toBe(ownAddress);
    expect(await launched.page.evaluate(() => document.querySelector('#root') !== null)).toBe(true);
  });

  it('opens no window', async () => {
    const opened = await launched.page.evaluate(() =>
      ['https://example.com/', 'about:blank', 'app://millrace/index.html'].map((url) => window.open(url) === null),
    );
    expect(opened).toEqual([true, true, true]);
    expect(launched.app.windows()).toHaveLength(1);
  });

  it('reaches no other place', async () => {
    const reached = await launched.page.evaluate(async () => {
      const addresses = ['https://example.com/', 'http://127.0.0.1:1/', 'file:///etc/passwd', 'app://other/index.html'];
      const answers = await Promise.all(
        addresses.map((url) =>
          fetch(url).then(
            () => url,
            () => null,
          ),
        ),
      );
      const image = await new Promise((resolve) => {
        const element = new Image();
        element.onload = () => resolve('image');
        element.onerror = () => resolve(null);
        element.src = 'https://example.com/x.png';
      });
      let socket: string | null = null;
      try {
        await new Promise((resolve, reject) => {
          const opened = new WebSocket('wss://example.com/');
          opened.onopen = resolve;
          opened.onerror = reject;
        });
        socket = 'socket';
      } catch {
        socket = null;
      }
      return [...answers, image, socket].filter((one) => one !== null);
    });
    expect(reached).toEqual([]);
  });

  it('knocks at no door by ways that are not requests', async () => {
    const knocks: string[] = [];
    const stream = createServer((socket) => {
      knocks.push('stream');
      socket.destroy();
    }).listen(0, '127.0.0.1');
    const datagrams = createSocket('udp4').on('message', () => knocks.push('datagram'));
    datagrams.bind(0, '127.0.0.1');
    await Promise.all([once(stream, 'listening'), once(datagrams, 'listening')]);
    const streamPort = (stream.address() as AddressInfo).port;
    const datagramPort = datagrams.address().port;
    try {
      await launched.page.evaluate(
        async ([streamAt, datagramAt]) => {
          const link = document.createElement('link');
          link.rel = 'preconnect';
          link.href = `http://127.0.0.1:${streamAt}`;
          document.head.append(link);
          const call = new RTCPeerConnection({
            iceServers: [
              { urls: `stun:127.0.0.1:${datagramAt}` },
              { urls: `turn:127.0.0.1:${streamAt}?transport=tcp`, username: 'user', credential: 'secret' },
            ],
          });
          call.createDataChannel('work of the user');
          await call.setLocalDescription();
          await new Promise((resolve) => setTimeout(resolve, 1500));
          call.close();
          link.remove();
        },
        [streamPort, datagramPort] as const,
      );
    } finally {
      stream.close();
      datagrams.close();
    }
    expect(knocks).toEqual([]);
  });

  it('gets no file outside its own build', async () => {
    const served = await launched.page.evaluate(async () => {
      const paths = [
        '..%2f..%2fpackage.json',
        '%2e%2e/main/index.cjs',
        '..%2fmain%2findex.cjs',
        '%2fetc%2fpasswd',
        'x%00.js',
      ];
      const statuses = await Promise.all(
        paths.map((path) =>
          fetch(`app://millrace/${path}`).then(
            (answer) => answer.status,
            () => 0,
          ),
        ),
      );
      return statuses.filter((status) => status === 200).length;
    });
    expect(served).toBe(0);
  });

  it('runs no text as a program', async () => {
    const ran = await launched.page.evaluate(async () => {
      const page = globalThis as unknown as Record<string, unknown>;
      const inline = document.createElement('script');
      inline.textContent = 'globalThis.inlineRan = true';
      document.head.append(inline);
      const remote = document.createElement('script');
      remote.src = 'data:text/javascript,globalThis.dataRan = true';
      document.head.append(remote);
      const holder = document.createElement('div');
      holder.innerHTML = '<img src="x" onerror="globalThis.handlerRan = true">';
      document.body.append(holder);
      // From a timer: what the test tool itself runs is excepted from the policy.
      await new Promise<void>((resolve) =>
        setTimeout(() => {
          // Called by their names, as an attacker would hide them.
          const programs: Record<string, (text: string) => unknown> = page as never;
          for (const name of ['eval', 'Function'])
            try {
              const made = programs[name]?.(`globalThis.${name}Ran = true`);
              if (typeof made === 'function') made();
            } catch {
              // Refused, as it should be.
            }
          resolve();
        }, 50),
      );
      await new Promise((resolve) => setTimeout(resolve, 200));
      for (const element of [inline, remote, holder]) element.remove();
      return ['inlineRan', 'dataRan', 'handlerRan', 'evalRan', 'FunctionRan'].filter((name) => page[name] === true);
    });
    expect(ran).toEqual([]);
  });

  it('shows no frame, and a frame would have no bridge', async () => {
    const bridges = await launched.page.evaluate(async () => {
      const sources = ['app://millrace/index.html', 'about:blank', 'data:text/html,x', 'https://example.com/'];
      const found: string[] = [];
      for (const source of sources) {
        const frame = document.createElement('iframe');
        frame.src = source;
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, 100));
        try {
          if ('millrace' in (frame.contentWindow as object)) found.push(source);
        } catch {
          // Of another origin: out of reach in both directions.
        }
        frame.remove();
      }
      return found;
    });
    expect(bridges).toEqual([]);
  });

  it('is denied what it has no use for', async () => {
    const allowed = await launched.page.evaluate(async () => {
      const attempts: Record<string, () => Promise<unknown>> = {
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        clipboard: () => navigator.clipboard.readText(),
        notes: async () => {
          if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
        },
      };
      const granted: string[] = [];
      for (const [name, attempt] of Object.entries(attempts))
        await attempt().then(
          () => granted.push(name),
          () => undefined,
        );
      return granted;
    });
    expect(allowed).toEqual([]);
  });
});

describe('the bridge', () => {
  it.each(['ipc', 'engine', 'document.delete', '__proto__', 'constructor', 'ELECTRON_BROWSER_REQUIRE'])(
    'has no message %s',
    async (name) => {
      expect(await send(name, null)).toMatch(/TypeError|not a message/);
    },
  );

  it('refuses every message whose form is wrong', async () => {
    // What was not dropped by the user's own hand does not even leave the page: see the tests of dropped files.
    const names = requestNames.filter((name) => name !== 'document.dropped');
    const answers = await Promise.all(names.map((name) => send(name, ['not', 'the', 'form'])));
    expect(answers).toEqual(names.map(() => refused('SHELL-004')));
  });

  it('writes no file that the user did not choose', async () => {
    const path = join(folder, 'taken-over.millrace.json');
    const input = { path, text: '{}', expectedFingerprint: null, overwrite: true };
    expect(await send('document.save', input)).toEqual(refused('SHELL-006'));
    expect(existsSync(path)).toBe(false);
  });

  it('opens no file that is not in the recent list, and no sample outside its folder', async () => {
    expect(await send('document.open', { recentPath: '/etc/passwd' })).toEqual(refused('SHELL-006'));
    expect(await send('document.open-sample', { id: '../../package' })).toEqual(refused('SHELL-017'));
  });

  it('starts nothing from a folder that it was not given', async () => {
    expect(await send('engine.run', { document: {}, path: '/etc/passwd', follow: false })).toEqual(
      refused('SHELL-006'),
    );
  });

  it.each([
    'file:///etc/passwd',
    'smb://server/share',
    'javascript:alert(1)',
    'https://example.com/',
    'http://spark.apache.org/',
  ])('does not hand %s to the system', async (url) => {
    expect(await send('app.open-external', { url })).toEqual(refused('SHELL-014'));
  });

  it('bears a message that is far too large or too deep', async () => {
    const answers = await launched.page.evaluate(async () => {
      const { millrace } = globalThis as unknown as { millrace: Desktop };
      const text = 'x'.repeat(30 * 1024 * 1024);
      let deep: Record<string, unknown> = {};
      for (let level = 0; level < 300; level++) deep = { deep };
      const documents = [{ a: text, b: text }, { deep }];
      const codes: string[] = [];
      for (const document of documents) {
        const reply = await millrace.request('engine.analyze', { document, path: null });
        codes.push(reply.ok ? 'taken' : reply.error.code);
      }
      return codes;
    });
    expect(answers).toEqual(['SHELL-005', 'SHELL-005']);
    expect(await send('app.info', null)).toMatchObject({ ok: true });
  });
});
