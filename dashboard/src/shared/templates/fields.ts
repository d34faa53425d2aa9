export interface MergeField {
  label: string;
  token: string;
}

/** What is to be replaced by the name of the brand's own field. */
const OWN = "field name";

/** What a text may be filled in with; the API refuses any other name. A brand's own field goes by its name. */
export const FIELDS: readonly MergeField[] = [
  { label: "First name", token: "{{first_name|there}}" },
  { label: "Last name", token: "{{last_name}}" },
  { label: "Full name", token: "{{name|there}}" },
  { label: "Email", token: "{{email}}" },
  { label: "Location", token: "{{location}}" },
  { label: "Status", token: "{{status}}" },
  { label: "Package", token: "{{package}}" },
  { label: "Rep first name", token: "{{rep_first_name}}" },
  { label: "Rep name", token: "{{rep_name}}" },
  { label: "Brand", token: "{{brand}}" },
  { label: "Own field", token: `{{custom.${OWN}|?}}` },
];

/** Puts the caret behind a field that was just put in up to there; of the brand's own the name is selected first. */
export function selectAfter(area: HTMLTextAreaElement, token: string, caret: number): void {
  const place = token.indexOf(OWN);
  const from = area.value.lastIndexOf(token, caret) + place;
  area.setSelectionRange(place < 0 ? caret : from, place < 0 ? caret : from + OWN.length);
}
