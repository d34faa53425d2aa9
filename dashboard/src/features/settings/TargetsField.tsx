import type { LeadTargetShape } from "@/api/types.gen";
import { Button, IconButton } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";

interface TargetsFieldProps {
  value: LeadTargetShape[];
  faults: Record<string, string>;
  onChange: (targets: LeadTargetShape[]) => void;
}

const MOST = 10;
const NIGHT: LeadTargetShape = { begins: "22:00", ends: "06:00", minutes: 60 };

/** Hours of the day at which leads have another target. */
export function TargetsField({ value, faults, onChange }: TargetsFieldProps) {
  const set = (place: number, part: Partial<LeadTargetShape>) =>
    onChange(value.map((one, index) => (index === place ? { ...one, ...part } : one)));
  const field = (place: number, name: keyof LeadTargetShape, label: string) => ({
    label,
    name: `lead_targets.${place}.${name}`,
    value: String(value[place]?.[name] ?? ""),
    error: faults[`lead_targets.${place}.${name}`],
  });
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">Other minutes at other hours</legend>
      <p className="text-sm text-soft">
        For leads that begin to wait then, by the clock of their line. The first that fits counts.
      </p>
      {value.map((_, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is nothing but its place in the list
        <div key={place} className="grid grid-cols-2 items-end gap-2 sm:flex">
          <div className="sm:w-40">
            <Field
              {...field(place, "begins", "From")}
              type="time"
              onChange={(event) => set(place, { begins: event.target.value })}
            />
          </div>
          <div className="sm:w-40">
            <Field
              {...field(place, "ends", "Until")}
              type="time"
              onChange={(event) => set(place, { ends: event.target.value })}
            />
          </div>
          <div className="sm:w-28">
            <Field
              {...field(place, "minutes", "Minutes")}
              inputMode="numeric"
              autoComplete="off"
              onChange={(event) => set(place, { minutes: asNumber(event.target.value) })}
            />
          </div>
          <IconButton
            icon="close"
            className="justify-self-start"
            label={`Take out ${place + 1}.`}
            onClick={() => onChange(value.filter((_, index) => index !== place))}
          />
        </div>
      ))}
      {faults.lead_targets && (
        <p role="alert" className="text-sm text-danger">
          {faults.lead_targets}
        </p>
      )}
      {value.length < MOST && (
        <Button icon="plus" className="self-start" onClick={() => onChange([...value, NIGHT])}>
          Add hours
        </Button>
      )}
    </fieldset>
  );
}

/** What is no number goes as it is, so that the API says what is wrong with it. */
function asNumber(text: string): number {
  return /^\d+$/.test(text.trim()) ? Number(text) : (text as unknown as number);
}
