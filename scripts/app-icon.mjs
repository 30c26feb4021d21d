// npm run icons: draws the application's icons from assets/icons/app.svg (app-small.svg up to 32 pixels, where fewer and
// thicker lines read better), with Electron as the drawing machine: PNG for Linux, ICO for Windows, ICNS for macOS.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVirtualDisplay, prepareDisplay, sandboxFlags } from './display.mjs';
import { provideElectron } from './electron-runtime.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

const icons = join(root, 'assets', 'icons');
const smallMax = 32;
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** Apple's names for the sizes, those for doubled pixels among them. */
const icnsTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['icp6', 64],
  ['ic12', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic13', 256],
  ['ic09', 512],
  ['ic14', 512],
  ['ic10', 1024],
]);

/** The app that draws: each drawing onto a canvas of its size, as PNG files. */
const painter = `'use strict';
const { app, BrowserWindow } = require('electron');
const fs = require('node:fs');
const path = require('node:path');
app.whenReady().then(async () => {
  const jobs = JSON.parse(fs.readFileSync(path.join(__dirname, 'jobs.json'), 'utf8'));
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<canvas></canvas>');
  for (const { svg, size, file } of jobs) {
    const sized = svg.replace('<svg ', '<svg width="' + size + '" height="' + size + '" ');
    const picture = await window.webContents.executeJavaScript(\`(async () => {
      const image = new Image();
      image.src = 'data:image/svg+xml,' + encodeURIComponent(\${JSON.stringify(sized)});
      await image.decode();
      const canvas = document.querySelector('canvas');
      canvas.width = canvas.height = \${size};
      canvas.getContext('2d').drawImage(image, 0, 0, \${size}, \${size});
      return canvas.toDataURL('image/png');
    })()\`);
    fs.writeFileSync(file, Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64'));
  }
  app.quit();
});
`;

/** An ICO file that holds PNG pictures. @param {readonly { size: number, png: Buffer }[]} pictures */
function ico(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 0 stands for 256.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** An ICNS file that holds PNG pictures. @param {readonly { type: string, png: Buffer }[]} pictures */
function icns(pictures) {
  const parts = pictures.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + png.length, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + body.length, 4);
  return Buffer.concat([head, body]);
}

const { binary } = await provideElectron(console.log);
const missing = await prepareDisplay(binary, console.log);
if (missing !== null) throw new Error(missing);
const closeDisplay = await openVirtualDisplay();
const work = mkdtempSync(join(tmpdir(), 'millrace-icons-'));
try {
  const large = readFileSync(join(icons, 'app.svg'), 'utf8');
  const small = readFileSync(join(icons, 'app-small.svg'), 'utf8');
  mkdirSync(join(icons, 'app'), { recursive: true });
  /** @param {number} size */
  const fileOf = (size) => join(icons, 'app', `${size}x${size}.png`);
  const jobs = sizes.map((size) => ({ svg: size <= smallMax ? small : large, size, file: fileOf(size) }));
  writeFileSync(join(work, 'jobs.json'), JSON.stringify(jobs));
  writeFileSync(join(work, 'package.json'), JSON.stringify({ name: 'painter', main: 'painter.js' }));
  writeFileSync(join(work, 'painter.js'), painter);
  const { code, output } = await runProcess(binary, [work, ...sandboxFlags(), '--disable-gpu'], {
    output: 'capture',
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`drawing ended with code ${code}: ${output}`);

  /** @param {number} size */
  const png = (size) => readFileSync(fileOf(size));
  writeFileSync(join(icons, 'app.ico'), ico(icoSizes.map((size) => ({ size, png: png(size) }))));
  writeFileSync(join(icons, 'app.icns'), icns(icnsTypes.map(([type, size]) => ({ type, png: png(size) }))));
  console.log(`Drew ${sizes.length} pictures, app.ico and app.icns.`);
} finally {
  rmSync(work, { recursive: true, force: true });
  closeDisplay();
}
