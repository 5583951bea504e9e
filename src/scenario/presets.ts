/** Ids of the scenarios that come with the program, in the order they are offered; texts are in `scenarios/<id>.yaml`. */
export const PRESETS = ['no-staging', 'voluntary-30', 'article-90'] as const;
