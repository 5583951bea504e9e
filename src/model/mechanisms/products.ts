import type {World} from '../world.ts';

/** Whether a developer has a product on sale in a jurisdiction: some segment there may use one of its releases. */
export function isOnSale({releases, developers, jurisdictions}: World, developer: number, j: number): boolean {
  const {access, previous} = releases.column;
  const width = jurisdictions.length;
  for (let r = developers.column.latest[developer]; r >= 0; r = previous[r])
    if (access[r * width + j] !== 0) return true;
  return false;
}
