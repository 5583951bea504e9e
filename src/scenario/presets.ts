/** Ids of the scenarios that come with the program, in the order they are offered; texts are in `scenarios/<id>.yaml`. */
export const PRESETS = [
  'no-staging',
  'voluntary-14',
  'voluntary-30',
  'article-90',
  'article-90-double-teams',
  'strict-180',
  'transparency-only',
  'eu-gpai',
  'china-filing',
  'liability-only',
  'fragmentation',
  'mutual-recognition',
  'capture-low',
  'capture-high',
  'ratchet-moratorium',
] as const;
