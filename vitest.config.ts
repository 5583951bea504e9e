import {playwright} from '@vitest/browser-playwright';
import {configDefaults, defineConfig} from 'vitest/config';
import {findBrowsers} from './test/support/engines.ts';

const browsers = await findBrowsers();
const engines = [
  `Node ${process.versions.node}`,
  ...browsers.map(({name, options}) => `${name} (${options.executablePath})`),
];
process.stderr.write(`Engines: ${engines.join(', ')}\n`);

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'node',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...configDefaults.exclude, 'test/browser/**', 'test/journeys/**'],
          setupFiles: ['test/support/fast-check.ts'],
          testTimeout: 30_000, // a hang, not a slow machine
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.{ts,tsx}'],
          retry: 1, // some of these hold a browser to the clock of a shared machine
          browser: {
            enabled: true,
            headless: true,
            ui: false,
            screenshotFailures: false,
            provider: playwright(),
            instances: browsers.map(({name, options}) => ({
              browser: name,
              provider: playwright({launchOptions: options}),
            })),
          },
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          retry: 1, // as above
          globalSetup: ['test/support/serve-site.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          provide: {browsers},
        },
      },
    ],
  },
});
