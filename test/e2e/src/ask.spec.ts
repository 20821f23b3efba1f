import AxeBuilder from '@axe-core/playwright';
import { Locator, Page, expect, test } from '@playwright/test';
import { enterAsGuest, useTheme } from './portal';

test('a developer asks about a component, checks the answer, and comes back to it', async ({
  page,
}) => {
  test.slow();
  await enterAsGuest(page);
  const pane = await openAsk(page);
  await begin(pane);
  const suggestions = pane.getByRole('group', {
    name: 'Questions to start from',
  });
  const suggestion = suggestions.getByRole('button').first();
  const question = (await suggestion.textContent()) ?? '';
  await suggestion.click();
  await expect(pane.getByRole('button', { name: 'Stop' })).toBeVisible();
  const box = pane.getByRole('textbox', { name: 'Your question' });
  await expect(box).toBeFocused();
  await page.keyboard.type('Which incidents are critical?');

  const again = pane.getByRole('button', { name: 'How it was answered' });
  await expect(again).toBeVisible({ timeout: 30_000 });
  await expect(box).toHaveValue('Which incidents are critical?');
  const citation = pane.getByRole('button', { name: /^Show E/ }).first();
  await citation.focus();
  await page.keyboard.press('Enter');
  const id = (await citation.textContent()) ?? '';
  await expect(
    pane
      .getByRole('region', { name: id, exact: true })
      .or(pane.getByRole('group', { name: id, exact: true }))
      .first(),
  ).toBeVisible();
  await expect(pane.getByText('Unproven', { exact: true })).toBeVisible();

  await pane.getByRole('button', { name: 'Helpful', exact: true }).click();
  await pane.getByLabel(/good or wrong/).fill('It names the cause');
  await pane.getByRole('button', { name: 'Send comment' }).click();
  await expect(pane).toContainText('The comment is kept.');

  await page.reload();
  await expect(pane).toContainText(question, { timeout: 30_000 });
  await expect(box).toHaveValue('Which incidents are critical?');
  await expect(
    pane.getByRole('button', { name: 'Helpful', exact: true }),
  ).toHaveAttribute('aria-pressed', 'true');

  await box.press('Enter');
  const link = pane.getByRole('link', { name: 'Show these incidents' });
  await expect(link).toBeVisible({ timeout: 30_000 });
  await expect(box).toHaveValue('');
  await link.click();
  await expect(page).toHaveURL(/opsagent\/incidents\?severity=critical/);
  await expect(page.getByText(/^\d+ incidents?$/)).toBeVisible();
});

test('a developer stops an answer, asks again, and deletes the conversation', async ({
  page,
}) => {
  test.slow();
  await enterAsGuest(page);
  const pane = await openAsk(page);
  await begin(pane);
  const box = pane.getByRole('textbox', { name: 'Your question' });
  await box.fill('Is it well?');
  await box.press('Enter');
  await pane.getByRole('button', { name: 'Stop' }).click();
  await pane.getByRole('button', { name: 'Ask again' }).click();
  await expect(
    pane.getByRole('button', { name: 'What was tried' }),
  ).toHaveCount(1);
  await expect(
    pane.getByRole('button', { name: 'How it was answered' }),
  ).toHaveCount(1, { timeout: 30_000 });
  await pane
    .getByRole('button', { name: 'Delete the conversation “Is it well?”' })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(pane.getByText('Is it well?')).toHaveCount(0);
});

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`an answer, ${width} pixels, ${theme}`, async ({ page }, info) => {
      test.slow();
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      const pane = await openAsk(page);
      const ended = pane.getByRole('button', { name: 'How it was answered' });
      const question = pane.getByRole('textbox', { name: 'Your question' });
      // The portal outlives a test, so there may be a conversation already.
      await expect(
        ended
          .first()
          .or(pane.getByRole('group', { name: 'Questions to start from' })),
      ).toBeVisible();
      if ((await ended.count()) === 0) {
        await question.fill('Which incidents are critical?');
        await question.press('Enter');
      }
      await expect(ended.first()).toBeVisible({ timeout: 30_000 });
      await ended.first().click();
      await pane
        .getByRole('button', { name: /^Show E/ })
        .first()
        .click();
      await page.screenshot({
        path: info.outputPath(`ask-${width}-${theme}.png`),
        fullPage: true,
      });
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect(overflow).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page })
        .include('main')
        .analyze();
      const grave = violations.filter(each =>
        ['serious', 'critical'].includes(each.impact ?? ''),
      );
      expect(grave.map(each => each.id)).toEqual([]);
    });
  }
}

async function openAsk(page: Page): Promise<Locator> {
  await page.goto('/catalog/default/component/checkout/ask');
  const pane = page.getByRole('region', { name: 'Ask' });
  await expect(
    pane.getByRole('textbox', { name: 'Your question' }),
  ).toBeVisible({ timeout: 30_000 });
  return pane;
}

/** Leaves the conversation that an earlier test has begun. */
async function begin(pane: Locator) {
  const fresh = pane.getByRole('group', { name: 'Questions to start from' });
  const other = pane.getByRole('button', { name: 'New conversation' });
  await expect(fresh.or(other)).toBeVisible();
  if (await other.isVisible()) await other.click();
  await expect(fresh).toBeVisible();
}
