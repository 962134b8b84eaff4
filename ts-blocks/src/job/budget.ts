/** Intuit App Partner Program, Builder tier: metered reads a month, for all companies of an app together. */
export const FREE_READS_PER_MONTH = 500_000;
