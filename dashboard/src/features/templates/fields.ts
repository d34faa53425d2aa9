/** What a template may be filled in with; the API refuses any other name. A brand's own field goes by its name. */
export const FIELDS = [
  { label: "First name", token: "{{first_name|there}}" },
  { label: "Full name", token: "{{name|there}}" },
  { label: "Location", token: "{{location}}" },
  { label: "Package", token: "{{package}}" },
  { label: "My first name", token: "{{rep_first_name}}" },
  { label: "Brand", token: "{{brand}}" },
  { label: "Own field", token: "{{custom.field name|?}}" },
] as const;
