const HIDDEN = "[secret]";

/** Shorter ones would turn ordinary words and numbers into holes; no token or generated password is this short. */
const LENGTH_MIN = 6;

/**
 * Takes known secrets out of text, as they are, as JSON and as a URL writes them. A place, such as a host or a user's
 * name, is a word that may mean something else elsewhere (a database may be called "invoices"), so it is taken out of
 * errors only, where a driver may have quoted it.
 */
export class Redactor {
  private secrets: readonly string[] = [];
  private places: readonly string[] = [];

  hide(secret: string | null): void {
    this.secrets = withForms(this.secrets, secret);
  }

  hidePlace(place: string | null): void {
    this.places = withForms(this.places, place);
  }

  clean(text: string): string {
    return without(this.secrets, text);
  }

  cleanError(text: string): string {
    return without(this.places, this.clean(text));
  }
}

/** The longest first: of a secret that begins like another one, no end may be left over. */
function withForms(known: readonly string[], secret: string | null): readonly string[] {
  if (secret === null || secret.length < LENGTH_MIN) return known;
  const all = new Set([...known, secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]);
  return [...all].sort((a, b) => b.length - a.length);
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, HIDDEN), text);
}
