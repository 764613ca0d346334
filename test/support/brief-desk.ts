import type { Page } from 'playwright-core';
import { addDays, dateOf } from '../../src/shared/kernel/shanghai';
import { SPOKEN_TEXT } from './briefs';

/** Fills the form of a new brief about 一氧化碳. */
export async function fillBrief(page: Page): Promise<void> {
  await page.fill('#title', '冬季取暖防一氧化碳');
  await page.getByLabel('县', { exact: true }).check();
  await page.fill('#issuer', '云河县应急管理局');
  for (const [i, point] of ['烧炭取暖要开窗', '烟道通到屋外', '头晕就出门'].entries())
    await page.fill(`#point${i + 1}`, point);
  await page.fill('#spokenText', SPOKEN_TEXT);
  await page.fill('#validUntil', addDays(dateOf(new Date()), 30));
  await page.getByLabel('生活安全').check();
  await page.getByLabel('老年人').check();
  await page.fill('#office', '县应急管理局');
  await page.fill('#phone', '12350');
}
