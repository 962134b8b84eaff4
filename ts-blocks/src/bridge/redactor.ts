import { wellFormed } from "../well-formed";

const HIDDEN = "[secret]";

/** Hiding shorter values would remove parts of ordinary words and numbers. No token or generated password is this short. */
const LENGTH_MIN = 6;

/**
 * Removes known secrets from text, in their plain form, their JSON form and their URL form. A place, such as a host or a user
 * name, may be an ordinary word elsewhere (a database may be called "invoices"). So places are removed from errors only, where
 * a driver may have quoted them. The text that is left is well-formed: Mage's log and its database keep no other.
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
    return wellFormed(without(this.secrets, text));
  }

  cleanError(text: string): string {
    return without(this.places, this.clean(text));
  }
}

/** The longest first: if one secret begins like another, no end of the longer one may remain. */
function withForms(known: readonly string[], secret: string | null): readonly string[] {
  if (secret === null || secret.length < LENGTH_MIN) return known;
  const all = new Set([...known, secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed(secret))]);
  return [...all].sort((a, b) => b.length - a.length);
}

function without(secrets: readonly string[], text: string): string {
  return secrets.reduce((cleaned, secret) => cleaned.replaceAll(secret, HIDDEN), text);
}
