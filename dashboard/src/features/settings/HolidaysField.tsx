import type { DayOffShape } from "@/api/types.gen";
import { Button, IconButton } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";
import { federal, withDays } from "./holidays";

interface HolidaysFieldProps {
  value: DayOffShape[];
  onChange: (days: DayOffShape[]) => void;
  faults: Record<string, string>;
}

/** The days on which a line is shut: single ones, or a year's public holidays at once. */
export function HolidaysField({ value, onChange, faults }: HolidaysFieldProps) {
  const now = new Date();
  const today = now.toISOString().slice(0, 10);
  const past = value.filter(({ day }) => day && day < today).length;
  const set = (place: number, part: Partial<DayOffShape>) =>
    onChange(value.map((day, index) => (index === place ? { ...day, ...part } : day)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium">Holidays</legend>
      {value.length === 0 && <p className="text-soft">None yet.</p>}
      <ul className="flex flex-col gap-4">
        {value.map((day, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a day has no name of its own while it is typed
          <li key={place} className="flex items-start gap-1 border-b border-rule pb-4">
            <div className="grid flex-1 gap-3 sm:grid-cols-[10rem_1fr]">
              <Field
                label="Day"
                type="date"
                value={day.day}
                error={faults[`holidays.${place}.day`]}
                onChange={(event) => set(place, { day: event.target.value })}
              />
              <Field
                label="Name"
                maxLength={40}
                value={day.name}
                error={faults[`holidays.${place}.name`]}
                onChange={(event) => set(place, { name: event.target.value })}
              />
              <div className="sm:col-span-2">
                <Field
                  label="Text of this day"
                  placeholder="The usual one"
                  value={day.message ?? ""}
                  error={faults[`holidays.${place}.message`]}
                  onChange={(event) => set(place, { message: event.target.value })}
                />
              </div>
            </div>
            <IconButton
              icon="close"
              label={`Take out ${day.name || "this day"}`}
              className="mt-6"
              onClick={() => onChange(value.filter((_, index) => index !== place))}
            />
          </li>
        ))}
      </ul>
      {faults.holidays && (
        <p role="alert" tabIndex={-1} aria-invalid="true" className="text-sm text-danger">
          {faults.holidays}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button icon="plus" onClick={() => onChange([...value, { day: "", name: "", message: "" }])}>
          Add a day
        </Button>
        {[now.getFullYear(), now.getFullYear() + 1].map((year) => (
          <Button key={year} onClick={() => onChange(withDays(value, federal(year), today))}>
            US holidays {year}
          </Button>
        ))}
        {past > 0 && (
          <Button look="quiet" onClick={() => onChange(value.filter(({ day }) => day >= today))}>
            Take out {past === 1 ? "the one that is over" : `${past} that are over`}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
