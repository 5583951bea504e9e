import {launch} from './bundle.mjs';

await launch('docs', {main: 'src/cli/docs.ts'});
