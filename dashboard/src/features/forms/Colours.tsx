import { Labelled } from "@/shared/ui/Field";

type Palette = { accent: string; background: string; text: string };

const LABELS: Record<keyof Palette, string> = { accent: "Accent", background: "Background", text: "Text" };

interface ColoursProps {
  colours: Palette;
  faults: Record<string, string>;
  onChange: (colours: Palette) => void;
}

/** The brand's colours on the page; what people could not read is refused when it is saved. */
export function Colours({ colours, faults, onChange }: ColoursProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-3">
      {(Object.keys(LABELS) as (keyof Palette)[]).map((name) => (
        <Labelled key={name} label={LABELS[name]} error={faults[name]}>
          {(wiring) => (
            <input
              {...wiring}
              type="color"
              value={colours[name]}
              onChange={(event) => onChange({ ...colours, [name]: event.target.value })}
              className="h-11 w-full rounded-xl border border-field bg-surface p-1"
            />
          )}
        </Labelled>
      ))}
    </div>
  );
}
