import { test, expect } from '@playwright/test';
import { enterAsGuest, openDiagnosis } from './portal';

test.beforeEach(async ({ page }) => enterAsGuest(page));

/** What is wrong with the demo's shop, as its story (examples/demo) tells it. */
const FAULTS = [
  ['checkout', 'prod-eu', /checkout-db has no key "password"/],
  [
    'recommendations',
    'prod-eu',
    /killed for lack of memory at its limit of 256Mi/,
  ],
  ['search', 'prod-eu', /leads to TCP port "http"/],
  ['payments', 'staging', /Service payments\/payments-db does not exist/],
  [
    'recommendations',
    'staging',
    /No node carries .*node-pool=memory-optimised/,
  ],
  ['notifications-worker', 'staging', /the registry does not have it/],
] as const;

for (const [component, cluster, message] of FAULTS) {
  test(`a developer reads what is wrong with ${component} in ${cluster}`, async ({
    page,
  }) => {
    await openDiagnosis(page, component);
    const card = page.getByRole('article').filter({ hasText: message });
    await expect(card).toBeVisible({ timeout: 30_000 });
    await expect(card).toContainText(cluster);
    await expect(card).toContainText('Because');
    await expect(card).toContainText('Affected');
  });
}

test('a developer reaches the diagnosis from the catalog by keyboard', async ({
  page,
}) => {
  // The owning team carries the same title.
  await page
    .locator('a[href="/catalog/default/component/checkout"]')
    .first()
    .focus();
  await page.keyboard.press('Enter');
  const tab = page.getByRole('tab', { name: 'Diagnosis' });
  const link = page.getByRole('link', { name: 'Diagnosis' });
  await tab.or(link).first().click();
  await expect(page.getByRole('article').first()).toContainText('checkout-db');
});

test('a healthy component is one calm line', async ({ page }) => {
  await openDiagnosis(page, 'storefront');
  await expect(page.getByText('No problems', { exact: true })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByRole('article')).toHaveCount(0);
});

test('a scan is asked for, shown while it runs, and done', async ({ page }) => {
  await openDiagnosis(page, 'checkout');
  const scan = page.getByRole('button', { name: 'Scan now' });
  await expect(page.getByRole('article').first()).toBeVisible({
    timeout: 30_000,
  });
  await scan.click();
  await expect(
    page.getByRole('region', { name: 'Health' }).getByRole('status'),
  ).toContainText(/Scanning|Asking/);
  await expect(scan).toHaveAttribute('aria-disabled', 'false', {
    timeout: 30_000,
  });
  await expect(
    page.getByText(/scanned [0-9]+ seconds? ago|scanned now/),
  ).toBeVisible();
  await expect(page.getByRole('article').first()).toContainText('checkout-db');
});

test('a component without a Kubernetes annotation has no Diagnosis tab', async ({
  page,
}) => {
  await page.goto('/catalog/default/system/shop');
  await expect(
    page.getByRole('heading', { name: /shop/i }).first(),
  ).toBeVisible();
  await expect(page.getByText('Diagnosis', { exact: true })).toHaveCount(0);
});
