import { useQuery } from "@tanstack/react-query";
import { brandQuery } from "@/api/brand";
import { contactQuery } from "@/api/contacts";
import { meQuery } from "@/api/me";
import type { ContactShape } from "@/api/types.gen";
import { customField, fieldsOf, isPersonal, merged } from "./lib/merge";

export interface Merged {
  text: string;
  /** Not all of its values are known here: it may come out longer or shorter. */
  estimate: boolean;
}

const OWN: readonly string[] = ["rep_first_name", "rep_name", "brand"];

/** The text as this contact gets it, its fields filled in; `contact` is null where that is nobody's, or several. */
export function useMerged(body: string, contact: string | null): Merged {
  const fields = isPersonal(body) ? fieldsOf(body) : [];
  const theirs = fields.some((field) => !OWN.includes(field));
  const known = useQuery({ ...contactQuery(contact ?? ""), enabled: theirs && contact !== null }).data;
  const brand = useQuery({ ...brandQuery, enabled: fields.includes("brand") }).data;
  const me = useQuery({ ...meQuery, enabled: fields.length > 0 }).data;
  if (fields.length === 0) return { text: body, estimate: false };
  const values = new Map(known && contact ? valuesOf(known) : []);
  if (me) values.set("rep_name", me.name).set("rep_first_name", me.name.trim().split(/\s+/)[0] ?? "");
  if (brand) values.set("brand", brand.name);
  const estimate = (theirs && !known) || fields.some((field) => OWN.includes(field) && !values.has(field));
  return { text: merged(body, values), estimate };
}

/** Of two fields of the brand's own that differ by case only, the first by name counts. */
function valuesOf(contact: ContactShape): [string, string][] {
  const { first_name, last_name, name, email, location, custom } = contact;
  const own = Object.entries(custom ?? {})
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([called, value]): [string, string] => [customField(called), value]);
  return [...own, ...Object.entries({ first_name, last_name, name, email, location })].map(
    ([field, value]) => [field, value ?? ""],
  );
}
