import { FOLDERS } from '@opsagent/test-cluster';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { startSqlite } from '../databases';
import { LargePortal } from '../portal/LargePortal';
import { BrowserPortal, Visit } from './BrowserPortal';

const ROUNDS = 5;
/** How much longer than the catalog's page with its list a page may take until its first row. */
const LONGEST_AGAINST_CATALOG = 2;
/** Of incidents: a page of the list, however many there are. */
const MOST_ROWS = 50;

const CATALOG_ROW = 'tbody tr:has(a[href*="service-"])';
const INCIDENT_ROW = '[data-row]';

/** Opens the list of incidents of a large portal in a browser, by turns with the catalog's page, and changes its filter. */
async function run() {
  requireApp();
  const database = await startSqlite();
  const large = await LargePortal.start(database);
  const browser = await BrowserPortal.open(large.portal.baseUrl);
  try {
    const catalog: Visit[] = [];
    const list: Visit[] = [];
    const filtered: Visit[] = [];
    // The first round fills caches.
    for (let round = 0; round <= ROUNDS; round++) {
      const index = await browser.visit('/', CATALOG_ROW);
      const whole = await browser.visit('/opsagent/incidents', INCIDENT_ROW);
      const narrow = await narrowed(browser, `cluster-${round}`);
      if (round === 0) continue;
      catalog.push(index);
      list.push(whole);
      filtered.push(narrow);
    }
    const rows = { catalog, incidents: list, 'another cluster': filtered };
    for (const [name, visits] of Object.entries(rows))
      process.stdout.write(`${describe(name, visits)}\n`);
    const ratio = medianOf(list, 'firstRow') / medianOf(catalog, 'firstRow');
    const most = Math.max(...list.map(each => each.rows));
    process.stdout.write(
      `incidents against the catalog: ${ratio.toFixed(2)}\n`,
    );
    if (ratio > LONGEST_AGAINST_CATALOG || most > MOST_ROWS) {
      process.stdout.write(
        `missed: at most ${LONGEST_AGAINST_CATALOG} times the catalog's time, and ${MOST_ROWS} rows\n`,
      );
      process.exitCode = 1;
    }
  } finally {
    await browser.close();
    await large.stop();
    await database.stop();
  }
}

/** Chooses a cluster in the filter of the list. */
async function narrowed(browser: BrowserPortal, cluster: string) {
  const { page } = browser;
  await page.getByRole('combobox', { name: 'Cluster' }).click();
  const option = page.getByRole('option', {
    name: new RegExp(`^${cluster}\\b`),
  });
  await option.waitFor();
  return browser.change(INCIDENT_ROW, () => option.click());
}

function describe(name: string, visits: readonly Visit[]) {
  const { elements, rows } = visits[0];
  const [first, task] = (['firstRow', 'longestTask'] as const).map(each =>
    medianOf(visits, each).toFixed(0),
  );
  return `${name}: first row after ${first} ms, longest task ${task} ms, ${rows} rows, ${elements} elements`;
}

function medianOf(visits: readonly Visit[], field: 'firstRow' | 'longestTask') {
  const sorted = visits.map(each => each[field]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function requireApp() {
  const index = join(FOLDERS.repository, 'packages/app/dist/index.html');
  if (!existsSync(index))
    throw new Error('The frontend is not built: run `npm run build` first');
}

void run();
