import type { ReactNode } from "react";
import type { WordingRule } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/Field";
import { Icon } from "@/shared/ui/Icon";
import { kept } from "./draft";

interface WordingProps {
  place: "wording" | "confirmation";
  label: string;
  hint?: ReactNode;
  value: string;
  error: string | undefined;
  rules: WordingRule[];
  onChange: (value: string) => void;
}

/** A wording, and beneath it what carriers want it to say: each missing sentence can be added by a tap. */
export function WordingField({ place, label, hint, value, error, rules, onChange }: WordingProps) {
  const judged = kept(rules, place, value);
  const missing = judged.filter((rule) => !rule.kept);
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={label}
        name={place}
        rows={5}
        value={value}
        error={error}
        hint={hint}
        onChange={(event) => onChange(event.target.value)}
      />
      <ul aria-label={`${label}: what it must say`} className="flex flex-col gap-1 text-sm">
        {judged.map((rule) => (
          <li key={rule.part} className={rule.kept ? "flex gap-2 text-good" : "flex gap-2 text-warn"}>
            <Icon name={rule.kept ? "check" : "alert"} className="mt-0.5 size-4 shrink-0" />
            <span>
              <span className="sr-only">{rule.kept ? "Said: " : "Missing: "}</span>
              {PARTS[rule.part] ?? rule.part}
              {!rule.needed && " (advised)"}
            </span>
          </li>
        ))}
      </ul>
      {missing.some((rule) => rule.needed) && (
        <Button
          look="quiet"
          icon="plus"
          className="self-start"
          onClick={() =>
            onChange(
              [value.trim(), ...missing.filter((rule) => rule.needed).map((rule) => rule.sentence)]
                .join(" ")
                .trim(),
            )
          }
        >
          Add what is missing
        </Button>
      )}
    </div>
  );
}

const PARTS: Record<string, string> = {
  brand: "The brand's name",
  frequency: "How often you text",
  rates: "That rates may apply",
  help: "HELP",
  stop: "STOP",
  yes: "YES",
  terms: "Terms or privacy",
};
