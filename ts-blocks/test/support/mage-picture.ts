import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";

const REST_MS = 5_000;

/** Pictures of Mage's pages for the docs, `<folder>/<name>.png`. */
export class MagePicture {
  constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {
    mkdirSync(folder, { recursive: true });
  }

  /** Takes the upper `height` pixels of the window. */
  async take(name: string, height: number): Promise<void> {
    // A page that never stops loading is taken as it is: a picture proves nothing.
    await this.page.waitForLoadState("networkidle", { timeout: REST_MS }).catch(() => undefined);
    await this.page.screenshot({
      path: path.join(this.folder, `${name}.png`),
      clip: { x: 0, y: 0, width: this.page.viewportSize()?.width ?? 0, height },
      animations: "disabled",
    });
  }
}
