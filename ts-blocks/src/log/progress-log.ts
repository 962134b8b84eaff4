import type { Log } from "./log";

/** Number of progress lines. Each goes to Mage's block log, which shows hundreds of lines well and thousands badly. */
const LINES_MAX = 20;

/** Logs how far the work has come, after every twentieth part and at the end. */
export class ProgressLog {
  private lastStep = 0;

  constructor(
    private readonly log: Log,
    private readonly unit: string,
    private readonly total: number,
  ) {}

  at(done: number): void {
    const step = this.total === 0 ? 0 : Math.floor((done / this.total) * LINES_MAX);
    if (step <= this.lastStep) return;
    this.lastStep = step;
    this.log.progress(done, this.total, this.unit);
  }
}
