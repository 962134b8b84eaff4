/** Whether Mage's scheduler runs. The web server answers long before the scheduler starts, and also after it has died. */
const ANSWER_MS = 5_000;

async function schedulerRuns(): Promise<boolean> {
  const answer = await fetch("http://127.0.0.1:6789/api/status", { signal: AbortSignal.timeout(ANSWER_MS) });
  const { statuses } = (await answer.json()) as { statuses?: { scheduler_status?: string }[] };
  return statuses?.[0]?.scheduler_status === "running";
}

void schedulerRuns()
  .catch(() => false)
  .then((runs) => process.exit(runs ? 0 : 1));
