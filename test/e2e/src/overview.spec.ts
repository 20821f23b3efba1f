import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test } from '@playwright/test';
import { enterAsGuest, useTheme } from './portal';

test('a platform engineer sees where something is broken, and follows a number', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.getByRole('link', { name: 'OpsAgent', exact: true }).click();
  await overviewOf(page);
  const number = page
    .getByRole('table', { name: 'Teams' })
    .getByRole('link', { name: /^\d+ critical$/ })
    .first();
  const [count] = ((await number.textContent()) ?? '').split(' ');
  await number.click();
  await expect(page).toHaveURL(/incidents\?owner=.*severity=critical/);
  // The overview, which has such texts too, stands until the list has been loaded.
  const total = page.getByText(new RegExp(`^${count} incidents?$`));
  await expect(total).toHaveCount(1);
  await expect(total).toBeVisible();
});

test('a developer learns from the first page of a component why it is broken', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.goto('/catalog/default/component/payments');
  await expect(page.getByText('Critical').first()).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('link', { name: 'Open the diagnosis' }).click();
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
});

test('a developer finds the incidents of the own teams on the home page', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.goto('/home');
  await expect(page.getByText('Incidents of my teams')).toBeVisible({
    timeout: 30_000,
  });
  await expect(
    page.getByRole('link', { name: /payments-db does not exist/ }),
  ).toBeVisible();
});

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the overview, ${width} pixels, ${theme}`, async ({ page }, info) => {
      test.slow();
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      await page.goto('/opsagent');
      await overviewOf(page);
      await expect(
        page.locator('svg path[class*=LineElement]').first(),
      ).toBeVisible();
      await page.screenshot({
        path: info.outputPath(`overview-${width}-${theme}.png`),
        fullPage: true,
      });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      await expectAccessible(page);

      await page.goto('/catalog/default/component/payments');
      await expect(
        page.getByRole('link', { name: 'Open the diagnosis' }),
      ).toBeVisible({ timeout: 30_000 });
      await page.screenshot({
        path: info.outputPath(`card-${width}-${theme}.png`),
        fullPage: true,
      });
      await page.goto('/home');
      await expect(page.getByText('Incidents of my teams')).toBeVisible();
      await page.screenshot({
        path: info.outputPath(`home-${width}-${theme}.png`),
      });
    });
  }
}

async function overviewOf(page: Page) {
  await expect(page.getByRole('table', { name: 'Teams' })).toBeVisible({
    timeout: 30_000,
  });
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .include('#root article')
    .analyze();
  const grave = violations.filter(each =>
    ['serious', 'critical'].includes(each.impact ?? ''),
  );
  expect(
    grave.map(
      each => `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`,
    ),
  ).toEqual([]);
}
