import type { DataSetSpec, LineMaker } from './data-set.ts';
import type { SeededRandom } from './random.ts';
import { secondsOf } from './seconds-of.ts';

const SERVICES = ['api', 'auth', 'billing', 'cart', 'catalogue', 'images', 'mail', 'orders', 'search', 'web'] as const;
const METHODS = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'] as const;
const LEVELS = ['debug', 'info', 'info', 'info', 'warning', 'error'] as const;
const REGIONS = ['eu-west-1', 'eu-central-1', 'us-east-1', 'ap-south-1'] as const;
const PATHS = ['/', '/items', '/items/search', '/basket', '/account/settings', '/static/app.js'] as const;
const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) Safari/605.1.15',
  'curl/8.5.0',
] as const;

/** Log lines of 20 fields, some 430 bytes each; the query reads `time` (seconds), `service` and `bytes`. */
export function wideEvents(rows: number): DataSetSpec {
  return { name: 'wide', version: 1, seed: 20, rows, files: 1, extension: '.json', lines: wideLine };
}

function wideLine(rows: number): LineMaker {
  return (index, random) => {
    const status = random.pick([200, 200, 200, 201, 204, 304, 404, 500]);
    const path = random.pick(PATHS);
    const fields = {
      id: hex(random, 16),
      trace: hex(random, 32),
      level: random.pick(LEVELS),
      host: `node-${random.below(64)}.internal`,
      time: secondsOf(index, rows),
      service: random.pick(SERVICES),
      version: `2.${random.below(12)}.${random.below(30)}`,
      region: random.pick(REGIONS),
      method: random.pick(METHODS),
      path,
      query: `page=${random.below(50)}&sort=price`,
      status,
      bytes: random.below(60_000),
      durationMs: random.below(900_000) / 1000,
      client: `10.${random.below(256)}.${random.below(256)}.${random.below(256)}`,
      agent: random.pick(AGENTS),
      user: random.below(5) === 0 ? null : `user-${random.below(100_000)}`,
      cached: random.below(2) === 0,
      retries: random.below(4),
      message: `${path} answered ${status}`,
    };
    return JSON.stringify(fields);
  };
}

function hex(random: SeededRandom, digits: number): string {
  let text = '';
  while (text.length < digits) text += random.below(0x1000000).toString(16).padStart(6, '0');
  return text.slice(0, digits);
}
