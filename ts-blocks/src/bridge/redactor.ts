const HIDDEN = "[secret]";

/** Shorter ones would turn ordinary words and numbers into holes; no token or generated password is this short. */
const LENGTH_MIN = 6;

/** Takes known secrets out of text, as they are and as JSON writes them. */
export class Redactor {
  private readonly secrets = new Set<string>();

  hide(secret: string | null): void {
    if (secret === null || secret.length < LENGTH_MIN) return;
    this.secrets.add(secret);
    this.secrets.add(JSON.stringify(secret).slice(1, -1));
    this.secrets.add(encodeURIComponent(secret));
  }

  clean(text: string): string {
    let cleaned = text;
    for (const secret of this.secrets) cleaned = cleaned.replaceAll(secret, HIDDEN);
    return cleaned;
  }
}
