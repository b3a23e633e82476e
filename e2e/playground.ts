// The page as a person finds it: by roles, labels and the page's own English words. Waits are for what the page shows,
// never for time.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Download, expect, type Locator, type Page } from '@playwright/test';
import { EN } from '../app/i18n/en/en';
import { encodeExperiment } from '../app/state/url-codec';
import type { Catalog, SizeId } from '../lib/schema/catalog';
import { parseConfig } from '../lib/schema/config';
import type { BackendName } from '../lib/tfjs/backend-report';
import { ROOT } from '../tools/setup/project.mjs';

let known: Catalog | undefined;

/** What the library offers, from the command line, since the library itself does not load into Playwright. */
export function catalog(): Catalog {
  known ??= JSON.parse(
    execFileSync(process.execPath, [join(ROOT, 'tools/run.mjs'), 'catalog'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    }),
  ) as Catalog;
  return known;
}

/** The hash of a link to an experiment. */
export function linkTo(
  architecture: string,
  dataset: string,
  params: Readonly<Record<string, number | boolean | string>> & { readonly size: SizeId },
  seed = 1,
): string {
  const config = parseConfig(catalog(), {
    version: 1,
    seed,
    architecture,
    data: { kind: 'builtin', id: dataset },
    params,
  });
  return encodeExperiment(catalog(), config);
}

/** The rows of a CSV of curves, by step: the cells as they stand. */
export function curveRows(csv: string): ReadonlyMap<number, string> {
  const rows = csv
    .split('\n')
    .slice(1)
    .filter((line) => /^\d/.test(line));
  return new Map(rows.map((line) => [Number(line.split(',')[0]), line]));
}

const textOf = async (download: Download): Promise<string> =>
  readFileSync(await download.path(), 'utf8');

export class Playground {
  readonly page: Page;
  readonly #site: string;

  constructor(page: Page, site: string) {
    this.page = page;
    this.#site = site;
  }

  /** Opens the page and waits until it can play. */
  async open(hash = ''): Promise<void> {
    await this.page.goto(hash === '' ? this.#site : `${this.#site}#${hash}`);
    await this.ready();
  }

  /** Play can be pressed. */
  async ready(timeout = 60_000): Promise<void> {
    await expect(this.playButton).toBeEnabled({ timeout });
  }

  get playButton(): Locator {
    return this.page.getByRole('button', { name: EN.shell.play, exact: true });
  }

  get pauseButton(): Locator {
    return this.page.getByRole('button', { name: EN.shell.pause, exact: true });
  }

  get stage(): Locator {
    return this.page.getByRole('region', { name: EN.shell.landmarks.stage });
  }

  /** The picture that the run is watched by. */
  get canvas(): Locator {
    return this.stage.locator('canvas').first();
  }

  get stepReadout(): Locator {
    return this.page.locator('[data-readout="step"] dd');
  }

  async step(): Promise<number> {
    return Number(((await this.stepReadout.textContent()) ?? '').replace(/\D/g, ''));
  }

  /** Until at least this step is shown. */
  async reaches(step: number, timeout = 60_000): Promise<void> {
    await expect.poll(() => this.step(), { timeout }).toBeGreaterThanOrEqual(step);
  }

  async play(): Promise<void> {
    await this.playButton.click();
    await expect(this.pauseButton).toBeVisible();
  }

  /** Pauses and returns the step at which the run stands. */
  async pause(): Promise<number> {
    await this.pauseButton.click();
    await expect(this.playButton).toBeEnabled();
    return this.step();
  }

  /** Single steps of both players, each seen through. */
  async stepBoth(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      const before = await this.step();
      await this.page.getByRole('button', { name: EN.shell.stepBoth }).click();
      await this.reaches(before + 1);
    }
  }

  /** A fingerprint of the pixels on the stage. */
  stagePicture(): Promise<string> {
    return this.canvas.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  }

  /** The exact entry of a setting, by its label. */
  setting(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  async downloadFrom(action: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), action()]);
    return download;
  }

  /** Saves the run by its key; the file lies at the path returned. */
  async save(): Promise<string> {
    const download = await this.downloadFrom(() => this.page.keyboard.press('Control+s'));
    return download.path();
  }

  async csv(): Promise<string> {
    return textOf(
      await this.downloadFrom(() =>
        this.page.getByRole('button', { name: EN.timeline.csv, exact: true }).click(),
      ),
    );
  }

  /** Opens a saved run through the file dialog. */
  async openRun(path: string): Promise<void> {
    await this.page.getByRole('button', { name: EN.shell.fileMenu, exact: true }).click();
    await this.page.getByLabel(EN.dialogs.file.openRun).setInputFiles(path);
    await expect(this.page.getByText(EN.notices.runOpened)).toBeVisible();
  }

  /** Drops files onto the page as a person would. */
  async drop(paths: readonly string[]): Promise<void> {
    const files = paths.map((path) => ({
      name: path.slice(path.lastIndexOf('/') + 1),
      base64: readFileSync(path).toString('base64'),
    }));
    const transfer = await this.page.evaluateHandle((given) => {
      const data = new DataTransfer();
      for (const { name, base64 } of given) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], name));
      }
      return data;
    }, files);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('body', type, { dataTransfer: transfer });
    }
  }

  /** Opens the list of backends. */
  async showBackends(): Promise<Locator> {
    await this.page.getByRole('button', { name: EN.shell.backend.why }).click();
    return this.page.getByRole('dialog', { name: EN.shell.backend.heading });
  }

  /** Moves the run to another backend and waits until it can play there. */
  async useBackend(backend: BackendName): Promise<void> {
    const list = await this.showBackends();
    const { choose, names } = EN.shell.backend;
    await list.getByRole('button', { name: `${choose} ${names[backend]}` }).click();
    await expect(
      this.page.getByRole('button', { name: EN.shell.backend.shortNames[backend] }),
    ).toBeVisible({ timeout: 60_000 });
    await this.ready();
  }
}

const FIRST_STEPS = 2;

/** A short run on a backend, seen on the stage and named in the list of backends. */
export async function trainsOn(playground: Playground, backend: BackendName): Promise<void> {
  const { names, chosen } = EN.shell.backend;
  const untrained = await playground.stagePicture();
  await playground.play();
  // Compiling the shaders of a first step in software takes half a minute.
  await playground.reaches(FIRST_STEPS, 150_000);
  await playground.pause();
  expect(await playground.stagePicture()).not.toBe(untrained);
  const list = await playground.showBackends();
  const used = list.getByRole('listitem').filter({ hasText: new RegExp(`^${names[backend]}`) });
  await expect(used).toContainText(chosen);
}
