import type { BrandSettings, SettingsPatch, StopScope } from "@/api/types.gen";

const NUMBERS = new Set<keyof BrandDraft>([
  "opt_ins_a_day",
  "remind_after",
  "expires_after",
  "lead_target",
  "lead_escalate",
  "close_after",
  "escalate_after",
]);

const SWITCHES = new Set<keyof BrandDraft>(["lead_hours", "lead_strangers", "own_phone_answers"]);

/** The form's own state: what is typed, which need not be a number yet. */
export interface BrandDraft {
  name: string;
  help: string;
  stop_scope: StopScope;
  zone: string;
  countries: string;
  link_hosts: string;
  language: string;
  delete_media: "keep" | "delete";
  opt_ins_a_day: string;
  remind_after: string;
  expires_after: string;
  lead_target: string;
  lead_escalate: string;
  lead_hours: string;
  lead_strangers: string;
  close_after: string;
  escalate_after: string;
  own_phone_answers: string;
}

export function draftOf(brand: BrandSettings): BrandDraft {
  return {
    name: brand.name,
    help: brand.help,
    stop_scope: brand.stop_scope,
    zone: brand.zone,
    countries: brand.countries.join(", "),
    link_hosts: brand.link_hosts.join(", "),
    language: brand.language,
    delete_media: brand.delete_media ? "delete" : "keep",
    opt_ins_a_day: String(brand.opt_ins_a_day),
    remind_after: String(brand.remind_after),
    expires_after: String(brand.expires_after),
    lead_target: String(brand.lead_target),
    lead_escalate: String(brand.lead_escalate),
    lead_hours: brand.lead_hours ? "yes" : "no",
    lead_strangers: brand.lead_strangers ? "yes" : "no",
    close_after: String(brand.close_after),
    escalate_after: String(brand.escalate_after),
    own_phone_answers: brand.own_phone_answers ? "yes" : "no",
  };
}

/** Only what differs; what is no number goes as it is, so that the API says what is wrong with it. */
export function patchOf(draft: BrandDraft, brand: BrandSettings): SettingsPatch {
  const before = draftOf(brand);
  const changed = (Object.keys(draft) as (keyof BrandDraft)[]).filter((name) => draft[name] !== before[name]);
  return Object.fromEntries(changed.map((name) => [name, asAsked(name, draft[name])]));
}

function asAsked(name: keyof BrandDraft, text: string): unknown {
  if (name === "countries" || name === "link_hosts") return text.split(/[\s,;]+/).filter(Boolean);
  if (name === "delete_media") return text === "delete";
  if (SWITCHES.has(name)) return text === "yes";
  if (NUMBERS.has(name)) {
    return /^\d+$/.test(text.trim()) ? Number(text) : text;
  }
  return text;
}

/** The sentence at a field; that of a part ("countries.2") stands at the whole. */
export function faultAt(faults: Record<string, string>, name: string): string | undefined {
  const found = Object.entries(faults).find(([path]) => path.split(".")[0] === name);
  return found?.[1];
}
