import { defineConfig } from '@playwright/test';
import { join } from 'node:path';
import { chromiumPath } from './src/chromiumPath';

const root = join(__dirname, '..', '..');

/** The journeys run on the demo portal that `npm start` opens, with a model that follows a script; what is already up is used as it is. */
export default defineConfig({
  testDir: 'src',
  outputDir: join(root, 'test-output', 'e2e'),
  reporter: [['list']],
  timeout: 60_000,
  expect: { timeout: 15_000 },
  workers: 1,
  use: {
    baseURL: 'http://localhost:3000',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        // Chromium's sandbox refuses to run as root, as in many CI images.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    },
  },
  webServer: [
    {
      command: 'node test/model-server/bin/demo.cjs',
      cwd: root,
      url: 'http://127.0.0.1:11500/v1/models',
      reuseExistingServer: true,
    },
    {
      command: 'npm start -- --config test/e2e/app-config.yaml',
      cwd: root,
      url: 'http://localhost:3000',
      reuseExistingServer: true,
      timeout: 300_000,
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    },
  ],
});
