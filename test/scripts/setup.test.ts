import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {isInstalled, nodeFault, ROOT} from '../../scripts/setup.mjs';

describe('nodeFault', () => {
  // Oracle: `engines` of the build tool, "^20.19.0 || >=22.12.0".
  it.each(['20.19.0', '20.20.2', '22.12.0', '22.30.1', '24.0.0'])('accepts Node %s', (version) => {
    expect(nodeFault(version)).toBeUndefined();
  });
  it.each(['18.20.8', '20.18.3', '21.7.3', '22.11.0'])('refuses Node %s and says what is needed', (version) => {
    expect(nodeFault(version)).toBe(
      `Sluice needs Node 20.19 or later (of Node 22: 22.12), got ${version}. See https://nodejs.org`,
    );
  });
});

describe('isInstalled', () => {
  // Oracle: the two lock files, written by hand.
  let root: string;
  const lock = (path: string, packages: Record<string, object>) => {
    writeFileSync(join(root, path), JSON.stringify({lockfileVersion: 3, packages}));
  };
  const wanted = {
    '': {name: 'x'},
    'node_modules/a': {version: '1.0.0'},
    'node_modules/b-win32': {version: '2.0.0', optional: true},
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'sluice-setup-'));
    mkdirSync(join(root, 'node_modules'));
    lock('package-lock.json', wanted);
  });
  afterEach(() => rmSync(root, {recursive: true}));

  it('accepts what is locked, with or without the parts for other systems', () => {
    lock('node_modules/.package-lock.json', {'node_modules/a': {version: '1.0.0'}});
    expect(isInstalled(root)).toBe(true);
    lock('node_modules/.package-lock.json', wanted);
    expect(isInstalled(root)).toBe(true);
  });

  it('refuses a missing folder, a missing package, another version', () => {
    expect(isInstalled(root)).toBe(false);
    lock('node_modules/.package-lock.json', {});
    expect(isInstalled(root)).toBe(false);
    lock('node_modules/.package-lock.json', {'node_modules/a': {version: '1.0.1'}});
    expect(isInstalled(root)).toBe(false);
    lock('node_modules/.package-lock.json', {
      'node_modules/a': {version: '1.0.0'},
      'node_modules/b-win32': {version: '1.9.0', optional: true},
    });
    expect(isInstalled(root)).toBe(false);
  });

  it('accepts this checkout, in which tests are running', () => {
    expect(isInstalled(ROOT)).toBe(true);
  });
});
