import AxeBuilder from '@axe-core/playwright';
import { Locator, Page, expect, test } from '@playwright/test';
import { enterAsGuest, useTheme } from './portal';

const CAUSE = /checkout-db has no key "password"/;

test('a developer investigates an incident, checks what the verdict rests on, and stops a second run', async ({
  page,
}) => {
  test.slow();
  await enterAsGuest(page);
  const pane = await openInvestigation(page);
  await expect(pane).toContainText('Scripted can look into the cluster');
  await pane.getByRole('button', { name: 'Investigate' }).click();
  await expect(pane.getByText('Under way')).toBeVisible();

  const steps = pane.getByRole('list', { name: 'Steps', exact: true });
  await expect(steps).toContainText('I look at the events');
  const look = steps.getByRole('button', { name: /^get_object/ });
  await look.click();
  await expect(steps.getByRole('region').first()).toBeVisible();
  // Whoever leaves and comes back sees all of it.
  await page.reload();
  await expect(pane.getByText('Concluded')).toBeVisible({ timeout: 30_000 });
  await pane.getByRole('button', { name: /^\d+ steps$/ }).click();
  await expect(steps).toContainText('I look at the events');

  await expect(pane).toContainText('The rules say');
  await expect(pane).toContainText('Scripted says');
  await expect(pane).toContainText('Both name the same cause.');
  await expect(pane).toContainText(/[0-9,]+ tokens · cost €0\.0/);
  const citation = pane.getByRole('button', { name: /^Show E/ }).first();
  await citation.focus();
  await page.keyboard.press('Enter');
  await expect(citation).toHaveAttribute('aria-expanded', 'true');
  const id = (await citation.textContent()) ?? '';
  await expect(
    pane.getByRole('region', { name: id, exact: true }).first(),
  ).toBeVisible();

  await pane.getByRole('button', { name: 'What was sent' }).click();
  const sent = page.getByRole('dialog');
  await expect(sent).toContainText('Instructions');
  await expect(sent).toContainText('get_object');
  await page.keyboard.press('Escape');
  await expect(sent).toHaveCount(0);

  await pane.getByRole('button', { name: 'Investigate again' }).click();
  await pane.getByRole('button', { name: 'Stop' }).click();
  await expect(pane.getByText('Stopped', { exact: true })).toBeVisible();
  await expect(
    pane.getByRole('button', { name: 'Investigate again' }),
  ).toBeVisible();
  await pane.getByRole('button', { name: '1 earlier investigation' }).click();
  await pane.getByRole('button', { name: /Concluded/ }).click();
  await expect(pane).toContainText('Both name the same cause.');
});

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`an investigation, ${width} pixels, ${theme}`, async ({
      page,
    }, info) => {
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      const pane = await openInvestigation(page);
      await showConcluded(pane);
      await pane
        .getByRole('button', { name: /^Show E/ })
        .first()
        .click();
      await pane.getByRole('button', { name: /^\d+ steps?$/ }).click();
      await page.screenshot({
        path: info.outputPath(`investigation-${width}-${theme}.png`),
        fullPage: true,
      });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
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

async function openInvestigation(page: Page): Promise<Locator> {
  await page.goto('/opsagent/incidents');
  await page.getByRole('link', { name: CAUSE }).click({ timeout: 30_000 });
  const pane = page.getByRole('region', { name: 'Investigation' });
  await expect(pane.getByRole('button').first()).toBeVisible();
  return pane;
}

/** The portal outlives a test, so there may be investigations already, the last of which was stopped. */
async function showConcluded(pane: Locator) {
  const earlier = pane.getByRole('button', { name: /earlier investigation/ });
  const start = pane.getByRole('button', { name: 'Investigate', exact: true });
  if (await earlier.isVisible()) {
    await earlier.click();
    await pane
      .getByRole('button', { name: /· Concluded/ })
      .first()
      .click();
  } else if (await start.isVisible()) {
    await start.click();
  }
  await expect(pane).toContainText('The rules say', { timeout: 30_000 });
}
