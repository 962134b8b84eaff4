import { type Browser, chromium } from "playwright-core";
import { CHROMIUM, requirePart } from "./parts";

export async function startBrowser(): Promise<Browser> {
  requirePart("chromium");
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
