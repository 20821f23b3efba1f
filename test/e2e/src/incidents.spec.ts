import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test } from '@playwright/test';
import { enterAsGuest, useTheme } from './portal';

test('a platform engineer narrows the incidents, passes the view on, and opens one', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.goto('/opsagent/incidents');
  await expect(count(page)).toBeVisible({ timeout: 30_000 });

  await page.getByRole('combobox', { name: 'Severity' }).click();
  await page.getByRole('option', { name: 'Critical' }).click();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/severity=critical/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Severity' })).toHaveText(
    'Critical',
  );

  await page.getByRole('link', { name: /payments-db does not exist/ }).click();
  await expect(page.getByRole('article').last()).toContainText('What to do');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    /Began to fail.*A scan saw it for the first time.*Open/,
  );
});

test('an empty list says which filter emptied it', async ({ page }) => {
  await enterAsGuest(page);
  await page.goto('/opsagent/incidents?cluster=prod-eu&severity=info');
  await expect(page.getByText('No incident matches')).toBeVisible({
    timeout: 30_000,
  });
  await page
    .getByRole('button', { name: 'Remove the filter Severity' })
    .click();
  await expect(count(page)).toBeVisible();
});

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the incidents, ${width} pixels, ${theme}`, async ({ page }, info) => {
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      await page.goto('/opsagent/incidents');
      await expect(count(page)).toBeVisible({ timeout: 30_000 });
      await page.screenshot({
        path: info.outputPath(`incidents-${width}-${theme}.png`),
        fullPage: true,
      });
      const { violations } = await new AxeBuilder({ page })
        .include('#root article')
        .analyze();
      const grave = violations.filter(each =>
        ['serious', 'critical'].includes(each.impact ?? ''),
      );
      expect(grave.map(each => each.id)).toEqual([]);
    });
  }
}

function count(page: Page) {
  return page.getByText(/^\d+ incidents?$/);
}
