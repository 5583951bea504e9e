import * as z from 'zod';

// Without this zod compiles checks by `new Function`, which the page's content security policy forbids.
z.config({jitless: true});

export {z};
