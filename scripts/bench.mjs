import {CLI, launch} from './bundle.mjs';

await launch('bench', {...CLI, main: 'test/bench/main.ts'}, ['src', 'scenarios', 'test/bench']);
