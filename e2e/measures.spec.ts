// The measures tab on the ring: figures with known answers, taken by hand and by themselves, and a finding whose remedy is
// one press.
import { readFileSync } from 'node:fs';
import { EN } from '../app/i18n/en/en';
import { expect, test } from './fixtures';
import { linkTo, Playground } from './playground';

const { features, figures, health } = EN.measures;
const MODES = 8;

class Measures {
  readonly playground: Playground;

  constructor(playground: Playground) {
    this.playground = playground;
  }

  async open(): Promise<void> {
    const { page } = this.playground;
    await page.getByRole('tab', { name: EN.shell.tabs.measures, exact: true }).click();
    await expect(page.getByRole('heading', { name: health.heading, exact: true })).toBeVisible();
  }

  /** Presses, and waits for the measures to end. */
  async take(button: string): Promise<void> {
    const { page } = this.playground;
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('button', { name: figures.measure, exact: true })).toBeVisible();
  }

  /** What a column says of the modes covered. */
  async modes(column: string): Promise<number> {
    const { page } = this.playground;
    const table = page.getByRole('table', { name: figures.heading });
    const heads = await table.getByRole('columnheader').allTextContents();
    const group = table
      .getByRole('rowgroup')
      .filter({ has: page.getByRole('rowheader', { name: 'Modes covered' }) });
    const cell = group.getByRole('cell').nth(heads.indexOf(column));
    return Number.parseFloat((await cell.textContent()) ?? '');
  }

  /** The step of the newest figures. */
  async measuredAt(): Promise<number> {
    const note = this.playground.page.getByText(figures.now('').replace(/ ?\.$/, ''));
    return Number(((await note.textContent()) ?? '').replace(/\D/g, ''));
  }
}

test('modes are counted on demand, all of them in real data, and again by themselves while it trains', async ({
  page,
  site,
}) => {
  const playground = new Playground(page, site);
  const measures = new Measures(playground);
  await playground.open(linkTo('gan', 'ring', { size: 'nano' }));
  await measures.open();
  await expect(page.getByText(figures.none)).toBeVisible();
  await playground.play();
  await playground.reaches(60);

  await measures.take(figures.measure);
  const covered = await measures.modes(figures.value);
  expect(covered).toBeGreaterThanOrEqual(0);
  expect(covered).toBeLessThanOrEqual(MODES);

  await measures.take(figures.floor);
  expect(await measures.modes(figures.real)).toBe(MODES);

  const first = await measures.measuredAt();
  await page.getByRole('combobox', { name: figures.schedule }).selectOption('500');
  await expect.poll(() => measures.measuredAt()).toBeGreaterThan(first);
  const second = await measures.measuredAt();
  await playground.reaches(second + 20);
});

test('images are seen through weights of one’s own, named after their file, and a file without weights is refused', async ({
  page,
  site,
}) => {
  const playground = new Playground(page, site);
  const measures = new Measures(playground);
  await playground.open(linkTo('gan', 'digits', { size: 'nano' }));
  await measures.open();
  await page.getByText(features.summary(features.usual)).click();

  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const opening = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: features.load, exact: true }).click();
    await (await opening).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  };
  await choose('notes.safetensors', Buffer.from('no weights'));
  await expect(page.getByText('"notes.safetensors" holds no feature weights')).toBeVisible();

  await choose('mine.safetensors', readFileSync('public/features/digits.safetensors'));
  await expect(page.getByRole('combobox', { name: features.label })).toHaveValue('loaded');
  await measures.take(figures.measure);
  const table = page.getByRole('table', { name: figures.heading });
  await expect(table).toContainText(figures.features('mine.safetensors'));

  await page.getByRole('combobox', { name: features.label }).selectOption('usual');
  await measures.take(figures.measure);
  await expect(table).not.toContainText('mine.safetensors');
});

test('a run whose G runs ahead is named, and the remedy changes a setting and marks the curves', async ({
  page,
  site,
}) => {
  const playground = new Playground(page, site);
  const measures = new Measures(playground);
  await playground.open(linkTo('gan', 'ring', { size: 'nano', lrG: 0.02, lrD: 0.0002 }, 100));
  await measures.open();
  await playground.play();
  const finding = page
    .getByRole('article')
    .filter({ has: page.getByRole('heading', { name: 'Mode collapse' }) });
  await expect(finding).toBeVisible({ timeout: 60_000 });
  await expect(
    finding.getByRole('row', { name: 'close pairs of generated samples' }),
  ).toBeVisible();

  const rate = playground.setting('Learning rate of G');
  await expect(rate).toHaveValue('0.02');
  await finding.getByRole('button', { name: health.apply }).click();
  await expect(rate).not.toHaveValue('0.02');
  await page.getByText(EN.timeline.table, { exact: true }).click();
  await expect(page.getByRole('region', { name: EN.timeline.heading })).toContainText(
    `→ ${await rate.inputValue()}`,
  );
});
