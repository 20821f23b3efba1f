import { Browser, Page, chromium } from '@playwright/test';
import { chromiumPath } from '@opsagent/test-e2e';

const TIMEOUT = 60_000;

/** What a visit to a page came to. */
export interface Visit {
  /** Milliseconds until the first row was there. */
  firstRow: number;
  /** Milliseconds of the longest task that kept the page from answering. */
  longestTask: number;
  rows: number;
  /** Elements of the whole document. */
  elements: number;
}

/** The pages of a portal in a browser, as its guest sees them. */
export class BrowserPortal {
  readonly #browser: Browser;
  readonly page: Page;

  static async open(baseUrl: string): Promise<BrowserPortal> {
    const browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--no-first-run',
        // Chromium's sandbox refuses to run as root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    });
    const page = await browser.newPage({
      baseURL: baseUrl,
      viewport: { width: 1440, height: 900 },
    });
    page.setDefaultTimeout(TIMEOUT);
    await page.addInitScript(() => {
      const tasks: number[] = [];
      Object.assign(window, { longTasks: tasks });
      new PerformanceObserver(list => {
        tasks.push(...list.getEntries().map(each => each.duration));
      }).observe({ type: 'longtask', buffered: true });
    });
    await page.goto('/');
    await page.getByRole('button', { name: 'Enter' }).click();
    await page
      .getByRole('link', { name: /^service-/ })
      .first()
      .waitFor();
    return new BrowserPortal(browser, page);
  }

  private constructor(browser: Browser, page: Page) {
    this.#browser = browser;
    this.page = page;
  }

  /** Loads a page anew. */
  async visit(path: string, row: string): Promise<Visit> {
    return this.#measured(row, () => this.page.goto(path));
  }

  /** Does something that changes the rows, of which the first is then another one. */
  async change(row: string, act: () => Promise<unknown>): Promise<Visit> {
    const before = await this.page.locator(row).first().textContent();
    return this.#measured(row, act, before);
  }

  async #measured(
    row: string,
    act: () => Promise<unknown>,
    before: string | null = null,
  ): Promise<Visit> {
    await this.page.evaluate(() => {
      (window as unknown as { longTasks: number[] }).longTasks.length = 0;
    });
    const start = performance.now();
    await act();
    await this.page.waitForFunction(
      ([selector, old]) => {
        const first = document.querySelector(selector ?? '')?.textContent;
        return first !== undefined && first !== old;
      },
      [row, before],
      { polling: 'raf' },
    );
    const firstRow = performance.now() - start;
    // What comes after the first row counts as well, such as the facets of filters.
    await this.page.waitForLoadState('networkidle');
    const rest = await this.page.evaluate(selector => {
      const { longTasks } = window as unknown as { longTasks: number[] };
      return {
        longestTask: Math.max(0, ...longTasks),
        rows: document.querySelectorAll(selector).length,
        elements: document.querySelectorAll('*').length,
      };
    }, row);
    return { firstRow, ...rest };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
