import type { BrandSettings } from "@/api/types.gen";
import { Facts } from "./Facts";

const LANGUAGES: Record<string, string> = { en: "English", es: "Español", fr: "Français" };

/** The brand's settings, for those who do not change them. */
export function BrandFacts({ brand }: { brand: BrandSettings }) {
  return (
    <>
      <p className="mb-2 text-soft">An admin can change these.</p>
      <Facts
        facts={[
          ["Texting", brand.texting ? "On" : "Switched off: no line sends anything"],
          ["Brand name", brand.name],
          ["How to reach us", brand.help || "Not said yet"],
          ["A STOP ends", brand.stop_scope === "brand" ? "Texts from every line" : "Texts from its line"],
          ["Language of the first text", LANGUAGES[brand.language] ?? brand.language],
          ["Time zone", brand.zone],
          ["May opt in", brand.countries.join(", ")],
          ["Opt-ins a day", brand.opt_ins_a_day.toLocaleString()],
          ["Reminder", brand.remind_after ? `After ${brand.remind_after} hours` : "None"],
          ["Write to leads", leadWords(brand)],
          [
            "No answer",
            brand.escalate_after
              ? `The next is called after ${brand.escalate_after} minutes`
              : "Nobody is called",
          ],
          ["Answers from own phones", brand.own_phone_answers ? "Go to the contact" : "Go to nobody"],
          ["Opt-in ends", `After ${brand.expires_after} days without YES`],
        ]}
      />
    </>
  );
}

function leadWords({ lead_target, lead_hours }: BrandSettings): string {
  if (!lead_target) return "No target";
  return `Within ${lead_target} minutes${lead_hours ? " of office hours" : ""}`;
}
