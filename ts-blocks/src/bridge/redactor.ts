const HIDDEN = "[secret]";

/** Shorter ones would turn ordinary words and numbers into holes; no token or generated password is this short. */
const LENGTH_MIN = 6;

/** Takes known secrets out of text, as they are, as JSON and as a URL writes them. */
export class Redactor {
  /** The longest first: of a secret that begins like another one, no end may be left over. */
  private secrets: string[] = [];

  hide(secret: string | null): void {
    if (secret === null || secret.length < LENGTH_MIN) return;
    const known = new Set([...this.secrets, secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
    this.secrets = [...known].sort((a, b) => b.length - a.length);
  }

  clean(text: string): string {
    return this.secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, HIDDEN), text);
  }
}
