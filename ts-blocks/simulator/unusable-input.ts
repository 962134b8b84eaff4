/** A file or a folder that was named on the command line cannot be used. */
export class UnusableInput extends Error {}
