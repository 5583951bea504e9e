/** Version of the numbers: raised whenever the same scenario and seed give other results. */
export const ENGINE_VERSION = '3';
