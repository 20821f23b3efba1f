import AxeBuilder from '@axe-core/playwright';
import { Page, expect, test } from '@playwright/test';
import { enterAsGuest, useTheme } from './portal';

/** Opens the list of clusters, waits until one of the demo's was scanned, and gives the link to it. */
async function openClusters(page: Page) {
  await page.goto('/opsagent/clusters');
  const row = page
    .getByRole('table', { name: 'Clusters' })
    .getByRole('row')
    .filter({ hasText: /nodes? ready/ })
    .first();
  await expect(row).toBeVisible({ timeout: 45_000 });
  return row.getByRole('rowheader').getByRole('link');
}

test('a platform engineer looks into a cluster, a namespace and a node', async ({
  page,
}) => {
  test.slow();
  await enterAsGuest(page);
  const cluster = await openClusters(page);
  const name = (await cluster.textContent()) ?? '';
  await cluster.click();

  await expect(
    page.getByRole('heading', { name: `Cluster ${name}` }),
  ).toBeVisible();
  for (const part of ['Scans', 'Resources', 'Scores', 'What was read'])
    await expect(page.getByRole('region', { name: part })).toBeVisible();
  const namespaces = page.getByRole('table', { name: 'Namespaces' });
  await page.getByLabel('Sort by').first().click();
  await page.getByRole('option', { name: 'Most pods', exact: true }).click();
  await expect(page).toHaveURL(/namespaces\.sort=pods/);
  const busiest = namespaces.getByRole('rowheader').first();
  await expect(busiest).toBeVisible();
  const namespace = (await busiest.getByRole('link').textContent()) ?? '';
  await page.getByLabel('Find a namespace').fill(namespace);
  await expect(page).toHaveURL(/namespaces\.q=/);
  await namespaces.getByRole('link', { name: namespace, exact: true }).click();

  await expect(
    page.getByRole('heading', { name: `Namespace ${namespace}` }),
  ).toBeVisible();
  const scores = page.getByRole('region', { name: 'Scores' });
  await scores
    .getByText(/What costs points/)
    .first()
    .click();
  await scores
    .getByRole('button', { name: /^\d+ findings?$/ })
    .first()
    .click();
  await expect(
    scores.getByRole('button', { name: /^Copy / }).first(),
  ).toBeVisible();

  await page.goBack();
  await expect(page.getByLabel('Find a namespace')).toHaveValue(namespace);
  const nodes = page.getByRole('table', { name: 'Nodes' });
  const node = nodes.getByRole('rowheader').first().getByRole('link');
  const nodeName = (await node.textContent()) ?? '';
  await node.click();
  await expect(
    page.getByRole('heading', { name: `Node ${nodeName}` }),
  ).toBeVisible();
  await expect(page.getByRole('table', { name: 'Conditions' })).toContainText(
    'Ready',
  );

  await page.getByRole('link', { name: 'All clusters' }).click();
  await expect(page.getByRole('table', { name: 'Clusters' })).toBeVisible();
});

for (const width of [1440, 420]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`clusters, ${width} pixels, ${theme}`, async ({ page }, info) => {
      const look = async (name: string) => {
        await page.screenshot({
          path: info.outputPath(`${name}-${width}-${theme}.png`),
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
            each =>
              `${each.id}: ${each.nodes.map(node => node.html).join(' ')}`,
          ),
        ).toEqual([]);
      };
      test.slow();
      await page.setViewportSize({ width, height: 1000 });
      await enterAsGuest(page);
      await useTheme(page, theme);
      const cluster = await openClusters(page);
      await look('clusters');
      await cluster.click();
      const namespaces = page.getByRole('table', { name: 'Namespaces' });
      const nodes = page.getByRole('table', { name: 'Nodes' });
      await expect(nodes.getByRole('link').first()).toBeVisible();
      await expect(namespaces.getByRole('link').first()).toBeVisible();
      await look('cluster');
      await nodes.getByRole('rowheader').first().getByRole('link').click();
      await expect(
        page.getByRole('table', { name: 'Conditions' }),
      ).toBeVisible();
      await look('node');
      await page.goBack();
      const broken = namespaces
        .getByRole('row')
        .filter({ hasText: /\d (critical|high|medium)/ });
      await broken.first().getByRole('rowheader').getByRole('link').click();
      await expect(
        page.getByRole('region', { name: 'Resources' }),
      ).toBeVisible();
      await page
        .getByText(/What costs points/)
        .first()
        .click();
      await look('namespace');
    });
  }
}
