import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { enterAsGuest, useTheme } from './portal';

const TEAM = 'owner=group%3Adefault%2Fteam-discovery';

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
  const incident = page.getByRole('article', { name: /payments-db/ });
  await expect(incident).toContainText('What to do');
  const objects = page.getByRole('region', { name: 'Objects involved' });
  const symptom = objects.getByRole('button', { name: /^Symptom/ }).first();
  await symptom.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('li:focus')).toContainText('Evidence');
  await expect(page.getByRole('region', { name: 'Timeline' })).toContainText(
    /Began to fail.*A scan saw it for the first time.*Open/,
  );
});

test.describe('with the incidents of one team', () => {
  test.beforeEach(async ({ page }) => {
    await enterAsGuest(page);
    await reopenAll(page);
  });

  test.afterEach(async ({ page }) => reopenAll(page));

  test('a platform engineer keeps the view, acknowledges two by keys at once, and exports the rest', async ({
    page,
  }) => {
    test.slow();
    await page.goto('/opsagent/incidents');
    await page.getByRole('combobox', { name: 'Owner' }).click();
    await page.getByRole('option', { name: /^team-discovery/ }).click();
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(new RegExp(TEAM));
    const open = rows(page);
    await expect(open).toHaveCount(3);

    await page.getByRole('button', { name: 'Save view' }).click();
    await page.keyboard.type('Discovery team');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Everything' }).click();
    await page.getByRole('link', { name: 'Discovery team' }).click();
    await expect(page).toHaveURL(new RegExp(TEAM));
    await expect(open).toHaveCount(3);

    const [first, second, third] = await open
      .getByRole('link')
      .evaluateAll(links =>
        links
          .filter(each => each.hasAttribute('data-row-link'))
          .map(each => each.textContent ?? ''),
      );
    await page.keyboard.press('j');
    await expect(page.getByRole('link', { name: first })).toBeFocused();
    await page.keyboard.press('x');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByText('2 chosen')).toBeVisible();
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText(second);
    await dialog.getByLabel(/^Reason/).fill('Nodes are being replaced');
    await dialog.getByRole('button', { name: 'Apply' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(open).toHaveCount(1);
    await expect(open).toContainText(third);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const table = await readFile(await (await download).path(), 'utf8');
    expect(table.trim().split('\n')).toHaveLength(2);

    await page.goto(`/opsagent/incidents?${TEAM}&state=acknowledged`);
    await expect(rows(page)).toHaveCount(2);
    await expect(rows(page).first()).toContainText('Nodes are being replaced');
    await page.getByRole('link', { name: 'Discovery team' }).click();
    await page
      .getByRole('button', { name: 'Delete the view Discovery team' })
      .click();
    await expect(page.getByRole('button', { name: 'Save view' })).toBeVisible();
  });
});

test('an incident leads from the component to its page, and back', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.goto('/catalog/default/component/payments/diagnosis');
  await page
    .getByRole('link', { name: /payments-db does not exist/ })
    .click({ timeout: 30_000 });
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
  await page.getByRole('link', { name: /^Back to payments/i }).click();
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
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
      await page
        .getByRole('checkbox', { name: /^Choose: / })
        .first()
        .check();
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

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`an incident, ${width} pixels, ${theme}`, async ({ page }, info) => {
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      await page.goto('/opsagent/incidents?severity=critical');
      await page
        .getByRole('link', { name: /payments-db does not exist/ })
        .click({ timeout: 30_000 });
      const cause = page.getByRole('button', { name: /^Cause · / });
      await expect(cause).toBeVisible();
      await page.screenshot({
        path: info.outputPath(`incident-${width}-${theme}.png`),
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

function rows(page: Page) {
  return page.locator('[data-row]');
}

/** The portal outlives a test, so each begins and ends with the team's incidents open. */
async function reopenAll(page: Page) {
  await page.goto(`/opsagent/incidents?${TEAM}&state=acknowledged`);
  await expect(
    rows(page).first().or(page.getByText('No incident matches')),
  ).toBeVisible({ timeout: 30_000 });
  if ((await rows(page).count()) === 0) return;
  await page.getByRole('checkbox', { name: 'Choose all on this page' }).check();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('No incident matches')).toBeVisible();
}

function count(page: Page) {
  return page.getByText(/^\d+ incidents?$/);
}
