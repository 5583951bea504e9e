import {parseArgs} from 'node:util';
import {buildPage} from './bundle.mjs';
import {ROOT, setUp} from './setup.mjs';

const USAGE = 'Usage: npm start [-- --port N]   (or PORT=N npm start; if N is taken, the next free port)';

/** @returns {number} the port asked for, 4173 if none is */
function wantedPort() {
  const {values} = parseArgs({options: {port: {type: 'string'}}});
  const text = values.port ?? process.env['PORT'] ?? '4173';
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`port: expected an integer from 0 to 65535, got "${text}"`);
  }
  return port;
}

/** @type {number} */
let port;
try {
  port = wantedPort();
} catch (error) {
  process.stderr.write(`${/** @type {Error} */ (error).message}\n${USAGE}\n`);
  process.exit(2);
}
setUp();
process.stdout.write('Building the page…\n');
await buildPage('dist');
const {preview} = await import('vite');
const server = await preview({
  root: ROOT,
  configFile: false,
  logLevel: 'warn',
  build: {outDir: 'dist'},
  preview: {host: '127.0.0.1', port, strictPort: false},
});
const address = server.httpServer.address();
const actual = typeof address === 'object' && address !== null ? address.port : port;
process.stdout.write(`Sluice is ready: http://127.0.0.1:${String(actual)}/\nStop it with Ctrl+C.\n`);
