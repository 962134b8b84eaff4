/** The same text in both languages. */
export interface Words {
  readonly en: string;
  readonly es: string;
}
