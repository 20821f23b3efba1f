import { Page, expect, test } from '@playwright/test';
import { enterAsGuest, openDiagnosis } from './portal';

const COMPONENT = 'search';
const MESSAGE = /leads to TCP port "http"/;

test.beforeEach(async ({ page }) => {
  await enterAsGuest(page);
  await openDiagnosis(page, COMPONENT);
  await expect(incident(page)).toBeVisible({ timeout: 30_000 });
  await reopen(page);
});

test.afterEach(async ({ page }) => reopen(page));

test('a developer acknowledges an incident, by keyboard, and others see who and why', async ({
  page,
}) => {
  await action(page, 'Acknowledge or snooze').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The port was renamed on purpose');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');

  await expect(incident(page)).toContainText(/Acknowledged by guest/i);
  await expect(page.getByRole('region', { name: 'Health' })).toContainText(
    '1 acknowledged',
  );
  await page.reload();
  await expect(incident(page)).toContainText('The port was renamed on purpose');
});

test('a snoozed incident is out of the way, and can be had back', async ({
  page,
}) => {
  await action(page, 'Acknowledge or snooze').click();
  await page.getByRole('radio', { name: 'Snooze for 1 hour' }).check();
  await page.getByRole('button', { name: 'Apply' }).click();

  const fold = page.getByRole('button', { name: 'Snoozed incidents (1)' });
  await expect(fold).toBeVisible();
  await expect(incident(page)).toHaveCount(0);
  await fold.click();
  await expect(incident(page)).toContainText(/Snoozed until .* by guest/i);
});

test('a snooze does not end in the past', async ({ page }) => {
  await action(page, 'Acknowledge or snooze').click();
  await page.getByRole('radio', { name: 'Snooze until …' }).check();
  await page
    .getByLabel('Snooze until', { exact: true })
    .last()
    .fill('2020-01-01T09:00');
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('This is in the past.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

function incident(page: Page) {
  return page.getByRole('article').filter({ hasText: MESSAGE });
}

function action(page: Page, name: string) {
  return incident(page).getByRole('button', { name: new RegExp(`^${name}`) });
}

/** The portal outlives a test, so each begins and ends with the incident open. */
async function reopen(page: Page) {
  const fold = page.getByRole('button', { name: /^Snoozed incidents/ });
  const folded = (await fold.count()) > 0;
  if (folded && (await fold.getAttribute('aria-expanded')) === 'false') {
    await fold.click();
  }
  const change = action(page, 'Change state');
  if ((await change.count()) === 0) return;
  await change.click();
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(action(page, 'Acknowledge or snooze')).toBeVisible();
}
