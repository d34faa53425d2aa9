import type { EmptyField, TemplateShape } from "@/api/types.gen";

/** Those that hold all the typed words, by name first: whose name begins so stand before the others. */
export function matching(templates: TemplateShape[], typed: string): TemplateShape[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = templates.filter((template) => {
    const text = `${template.name} ${template.body}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const begins = (template: TemplateShape) =>
    template.name.toLowerCase().startsWith(typed.trim().toLowerCase());
  return [...found.filter(begins), ...found.filter((template) => !begins(template))];
}

/** What to look at before one sends: the fields that had no value. Empty where all had one. */
export function fellBack(empty: EmptyField[]): string {
  const parts = empty.map(({ field, fallback }) => {
    const noun = field.replace(/^custom\./, "").replaceAll("_", " ");
    return fallback ? `no ${noun} known, so “${fallback}”` : `no ${noun} known, left out`;
  });
  const told = parts.join("; ");
  return told && `${told[0]?.toUpperCase()}${told.slice(1)}.`;
}
