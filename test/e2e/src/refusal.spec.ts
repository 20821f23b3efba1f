import AxeBuilder from '@axe-core/playwright';
import { Page, TestInfo, expect, test } from '@playwright/test';
import { DenyingPortal } from './DenyingPortal';
import { enterAsGuest } from './portal';

const STARTING = 240_000;
const WIDTHS = [1440, 420] as const;

test.describe('a user who may not read findings', () => {
  const permission = 'opsagent.finding.read';
  let portal: DenyingPortal;

  test.beforeAll(async () => {
    test.setTimeout(STARTING);
    portal = await DenyingPortal.start(permission);
  });

  test.afterAll(async () => portal?.stop());

  test('learns on each page which permission that takes, and sees nothing', async ({
    page,
  }, info) => {
    test.slow();
    await portal.serve(page);
    await enterAsGuest(page);
    const pages = {
      overview: {
        path: '/opsagent',
        title: 'You may not see the health of what runs in Kubernetes',
      },
      incident: {
        path: `/opsagent/incidents/${portal.incident}`,
        title: 'You may not see incidents',
      },
      tab: {
        path: `/catalog/default/component/${portal.component}/diagnosis`,
        title: 'You may not see the diagnosis of this entity',
      },
    };
    for (const [name, { path, title }] of Object.entries(pages)) {
      await page.goto(path);
      await expect(page.getByRole('heading', { name: title })).toBeVisible({
        timeout: 30_000,
      });
      await expect(
        page.getByText(
          `It needs the permission ${permission}. Ask whoever runs the portal.`,
        ),
      ).toBeVisible();
      await page.waitForLoadState('networkidle');
      await expect(page.locator('body')).not.toContainText(portal.service);
      await look(page, info, `read-${name}`);
    }
  });
});

test.describe('a user who may not update findings', () => {
  const permission = 'opsagent.finding.update';
  let portal: DenyingPortal;

  test.beforeAll(async () => {
    test.setTimeout(STARTING);
    portal = await DenyingPortal.start(permission);
  });

  test.afterAll(async () => portal?.stop());

  test('sees the incident, and learns which permission a change takes', async ({
    page,
  }, info) => {
    test.slow();
    await portal.serve(page);
    await enterAsGuest(page);
    const pages = {
      incident: `/opsagent/incidents/${portal.incident}`,
      tab: `/catalog/default/component/${portal.component}/diagnosis`,
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      const button = page
        .getByRole('button', { name: /^Acknowledge or snooze: / })
        .first();
      await expect(button).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('body')).toContainText(portal.service);
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await button.hover();
      await expect(page.getByRole('tooltip')).toHaveText(
        `To change this needs the permission ${permission}`,
      );
      await button.press('Enter');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await look(page, info, `update-${name}`);
    }
  });
});

/** Takes the page at each width, and checks that it fits and is accessible. */
async function look(page: Page, info: TestInfo, name: string) {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 1000 });
    await page.screenshot({
      path: info.outputPath(`${name}-${width}.png`),
      fullPage: true,
    });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    const { violations } = await new AxeBuilder({ page })
      // The portal draws both.
      .exclude('nav')
      .exclude('[role=tablist]')
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
}
