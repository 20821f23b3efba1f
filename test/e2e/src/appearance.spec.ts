import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { enterAsGuest, openDiagnosis, useTheme } from './portal';

const PAGES = ['checkout', 'storefront'] as const;
const WIDTHS = [1440, 420] as const;
const THEMES = ['light', 'dark'] as const;

for (const component of PAGES) {
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      test(`${component}, ${width} pixels, ${theme}`, async ({
        page,
      }, info) => {
        await page.setViewportSize({ width, height: 1000 });
        await enterAsGuest(page);
        await useTheme(page, theme);
        await openDiagnosis(page, component);
        const content = page
          .getByRole('article')
          .or(page.getByText('No problems'));
        await expect(content.first()).toBeVisible({ timeout: 30_000 });
        await page.screenshot({
          path: info.outputPath(`${component}-${width}-${theme}.png`),
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
        expect(
          grave.map(
            each =>
              `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`,
          ),
        ).toEqual([]);
      });
    }
  }
}
