import { Checkbox } from "@/shared/ui/Checkbox";
import { Field, Select } from "@/shared/ui/Field";
import { capital, dayOf, type RepeatDraft, WEEKDAYS, weekdayOf } from "./repeat";

interface RepeatFieldProps {
  value: RepeatDraft;
  sendAt: string;
  /** By whose clock its days count. */
  zone: string;
  faults: Record<string, string>;
  onChange: (repeat: RepeatDraft) => void;
}

/** Whether what is scheduled comes again: each week on some days, or each month on the day of its first time. */
export function RepeatField({ value, sendAt, zone, faults, onChange }: RepeatFieldProps) {
  const days = value.weekdays.length > 0 ? value.weekdays : [weekdayOf(sendAt, zone)];
  const toggle = (day: (typeof WEEKDAYS)[number], on: boolean) =>
    onChange({ ...value, weekdays: on ? [...days, day] : days.filter((one) => one !== day) });
  return (
    <div className="flex flex-col gap-3">
      <Select
        label="Comes again"
        value={value.every}
        error={faults.repeat}
        onChange={(event) => onChange({ ...value, every: event.target.value as RepeatDraft["every"] })}
      >
        <option value="once">No, once</option>
        <option value="week">Each week</option>
        <option value="month">Each month, on day {dayOf(sendAt, zone)}</option>
      </Select>
      {value.every === "week" && (
        <fieldset className="grid grid-cols-2 sm:grid-cols-4">
          <legend className="text-sm font-medium">On these days</legend>
          {WEEKDAYS.map((day) => (
            <Checkbox
              key={day}
              label={capital(day)}
              checked={days.includes(day)}
              onChange={(on) => toggle(day, on)}
            />
          ))}
        </fieldset>
      )}
      {value.every !== "once" && (
        <Field
          label="Last day"
          type="date"
          value={value.until}
          error={faults["repeat.until"]}
          hint="Leave it open to go on until you cancel it."
          onChange={(event) => onChange({ ...value, until: event.target.value })}
        />
      )}
    </div>
  );
}
