import { Page, expect } from '@playwright/test';

/** Enters the demo portal as its guest. */
export async function enterAsGuest(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('link', { name: 'checkout' }).first(),
  ).toBeVisible({ timeout: 45_000 });
}

/** Opens the Diagnosis tab of a component of the demo. */
export async function openDiagnosis(page: Page, component: string) {
  await page.goto(`/catalog/default/component/${component}/diagnosis`);
  await expect(page.getByRole('region', { name: 'Health' })).toBeVisible();
}

/** Makes the portal light or dark, as a person's saved setting does. */
export async function useTheme(page: Page, theme: 'light' | 'dark') {
  await page.evaluate(value => localStorage.setItem('theme', value), theme);
}
