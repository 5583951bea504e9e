import {buildPage, bundle, CLI} from './bundle.mjs';
import {setUp} from './setup.mjs';

setUp();
await buildPage('dist');
await bundle('cli', CLI);
process.stdout.write('Built the page (dist/) and the command line (build/cli/).\n');
