import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { BUFFERED_BYTES_MAX } from './line-buffer.ts';
import { createSocketSource, type SocketSource } from './socket-source.ts';

const { signal } = new AbortController();
const servers: Server[] = [];
const sources: SocketSource[] = [];
const peers: Socket[] = [];

afterEach(async () => {
  for (const source of sources.splice(0)) await source.stop();
  for (const peer of peers.splice(0)) peer.destroy();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

/** A source that is connected, and the other side of its connection. */
async function connected(): Promise<{ source: SocketSource; peer: Socket; port: number }> {
  const server = createServer();
  servers.push(server);
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = (must(server.address(), 'the server listens') as { port: number }).port;
  const source = createSocketSource({ nodeId: 'lines', host: '127.0.0.1', port });
  sources.push(source);
  await source.prepare();
  const peer = await accepted;
  peer.on('error', () => undefined);
  peers.push(peer);
  return { source, peer, port };
}

/** Asks until there is more than `start`, then gives the offset. */
async function next(source: SocketSource, start: number, atLeast = start + 1): Promise<number> {
  for (;;) {
    const end = await source.latestOffset(start === -1 ? null : { offset: start }, 'configured');
    if (Number(end?.offset) >= atLeast) return Number(end?.offset);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function read(source: SocketSource, start: number | null, end: number): Promise<unknown[]> {
  const sink = new CollectingSink();
  await source.read(start === null ? null : { offset: start }, { offset: end }, sink, signal);
  return sink.rows.map((row) => row?.[0]);
}

describe('[13] socket source [SR-3]', () => {
  it('gives a row a line', async () => {
    const { source, peer, port } = await connected();
    expect(source.description).toBe(`TextSocketV2[host: 127.0.0.1, port: ${port}]`);
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: -1 });
    expect(await read(source, null, -1)).toEqual([]);
    peer.write(Buffer.from('a\r\nb\n\nc\rd\xe9', 'latin1'));
    expect(await next(source, -1, 3)).toBe(3);
    expect(await read(source, -1, 3)).toEqual(['a', 'b', '', 'c']);
    await source.commit({ offset: 3 });
    peer.write('é\nlast');
    expect(await next(source, 3)).toBe(4);
    expect(await read(source, 3, 4)).toEqual(['d\ufffdé']);
    peer.end();
    expect(await next(source, 4)).toBe(5);
    expect(await read(source, 4, 5)).toEqual(['last']);
  });

  it('reads a range again until it is committed', async () => {
    const { source, peer } = await connected();
    peer.write('a\nb\nc\n');
    await next(source, -1, 2);
    expect(await read(source, null, 2)).toEqual(['a', 'b', 'c']);
    expect(await read(source, 0, 1)).toEqual(['b']);
    await source.commit({ offset: 0 });
    expect(await read(source, 0, 2)).toEqual(['b', 'c']);
  });

  it('[10] takes with available-now what has come at the start', async () => {
    const { source, peer } = await connected();
    peer.write('a\nb\n');
    await next(source, -1, 1);
    await source.freeze();
    peer.end('c\n');
    await new Promise((resolve) => peer.once('close', resolve));
    expect(await source.latestOffset(null, 'unlimited')).toEqual({ offset: 1 });
    expect(await source.latestOffset({ offset: 1 }, 'unlimited')).toEqual({ offset: 1 });
  });

  it('numbers on where an earlier run ended', async () => {
    const { source, peer } = await connected();
    expect(await source.latestOffset({ offset: 41 }, 'configured')).toEqual({ offset: 41 });
    peer.write('a\n');
    expect(await next(source, 41)).toBe(42);
    expect(await read(source, 41, 42)).toEqual(['a']);
  });

  it('cannot read what an earlier run had', async () => {
    const { source, peer } = await connected();
    await expect(read(source, 3, 9)).rejects.toMatchObject({ code: 'SRC-144', at: { nodeId: 'lines' } });
    peer.write('a\n');
    await next(source, -1);
    await expect(read(source, null, 9)).rejects.toMatchObject({ code: 'SRC-144' });
  });

  it('holds the sender back when lines pile up, and goes on when there is room', async () => {
    const { source, peer } = await connected();
    const line = `${'x'.repeat(65_535)}\n`;
    const lineCount = 1500;
    let sent = 0;
    const send = () => {
      while (sent < lineCount) {
        sent++;
        if (!peer.write(line)) {
          peer.once('drain', send);
          return;
        }
      }
    };
    send();
    const held = Math.floor(BUFFERED_BYTES_MAX / (2 * line.length));
    let end = await next(source, -1, held - 10);
    for (let quiet = 0, last = -1; quiet < 20; quiet = last === end ? quiet + 1 : 0) {
      last = end;
      await new Promise((resolve) => setTimeout(resolve, 2));
      end = await next(source, -1, 0);
    }
    expect(end).toBeLessThan(held + 200);
    let taken = -1;
    while (taken < lineCount - 1) {
      end = await next(source, taken);
      expect(await read(source, end - 1, end)).toEqual(['x'.repeat(65_535)]);
      await source.commit({ offset: end });
      taken = end;
    }
    expect(taken).toBe(lineCount - 1);
  });

  it('stops when it is told to', async () => {
    const { source, peer } = await connected();
    peer.write('a\n');
    await next(source, -1);
    const reading = source.read(null, { offset: 0 }, new CollectingSink(), AbortSignal.abort());
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
    const gone = new Promise((resolve) => peer.once('close', resolve));
    peer.resume();
    await source.stop();
    await gone;
    await source.stop();
  });
});

describe('[13] connections that fail', () => {
  it('because nobody answers', async () => {
    const { port } = await connected();
    for (const server of servers.splice(0)) server.close();
    for (const peer of peers.splice(0)) peer.destroy();
    const source = createSocketSource({ nodeId: 'lines', host: '127.0.0.1', port });
    await expect(source.prepare()).rejects.toMatchObject({
      code: 'SRC-141',
      params: { host: '127.0.0.1', port: String(port), reason: 'ECONNREFUSED' },
      at: { nodeId: 'lines' },
    });
    await source.stop();
  });

  it('because the run stops before it is there', async () => {
    const { port } = await connected();
    const source = createSocketSource({ nodeId: 'lines', host: '127.0.0.1', port });
    const prepared = source.prepare();
    await source.stop();
    await expect(prepared).rejects.toMatchObject({ code: 'SRC-141', params: { reason: 'ECANCELED' } });
  });

  it.each([
    ['closes', 'SRC-142', (peer: Socket) => peer.end()],
    ['resets', 'SRC-143', (peer: Socket) => peer.resetAndDestroy()],
  ])('because the other side %s it, once all lines are handed out', async (_, code, leave) => {
    const { source, peer } = await connected();
    peer.write('a\n');
    await next(source, -1);
    leave(peer);
    await expect(next(source, 0)).rejects.toMatchObject({ code, at: { nodeId: 'lines' } });
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 0 });
    expect(await read(source, null, 0)).toEqual(['a']);
  });

  it('because a line has no end', async () => {
    const { source, peer } = await connected();
    const piece = Buffer.alloc(1024 * 1024, 0x78);
    let sent = 0;
    const send = () => {
      while (sent++ < 70) {
        if (!peer.write(piece)) {
          peer.once('drain', send);
          return;
        }
      }
    };
    send();
    await expect(next(source, -1)).rejects.toMatchObject({ code: 'SRC-145', params: { line: 1, limit: 64 } });
  });
});
