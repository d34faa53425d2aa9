import type { StretchShape, Weekday } from "@/api/types.gen";
import { Button, IconButton } from "@/shared/ui/Button";
import { inOrder, WEEKDAYS } from "./week";

interface WeekEditorProps {
  legend: string;
  hint?: string;
  value: StretchShape[];
  onChange: (week: StretchShape[]) => void;
  /** What a day is without hours: "Closed". */
  off: string;
  /** What a day begins with when it is ticked. */
  usual: { begins: string; ends: string };
  /** The API's name of it, under which its faults stand: "hours", "hours.2". */
  field: string;
  faults: Record<string, string>;
}

/** A week by its days: each ticked or not, with one stretch of time or several. */
export function WeekEditor({ legend, hint, value, onChange, off, usual, field, faults }: WeekEditorProps) {
  const order = inOrder(value);
  const faultOf = (part: StretchShape) =>
    faults[`${field}.${order.indexOf(part)}`] ?? deepFault(faults, field, order.indexOf(part));
  const add = (day: Weekday, hours: { begins: string; ends: string }) =>
    onChange([...value, { weekday: day, ...hours }]);
  const set = (part: StretchShape, after: Partial<StretchShape>) =>
    onChange(value.map((known) => (known === part ? { ...known, ...after } : known)));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{legend}</legend>
      {hint && <p className="text-sm text-soft">{hint}</p>}
      <ul className="divide-y divide-rule">
        {WEEKDAYS.map(({ day, name }) => {
          const parts = value.filter((part) => part.weekday === day);
          return (
            <li key={day} className="flex flex-wrap gap-x-4 py-1">
              <label className="flex min-h-11 w-36 items-center gap-3 self-start">
                <input
                  type="checkbox"
                  checked={parts.length > 0}
                  onChange={({ target }) =>
                    target.checked ? add(day, usual) : onChange(value.filter((part) => part.weekday !== day))
                  }
                  className="size-5 shrink-0 accent-brand"
                />
                {name}
              </label>
              {parts.length === 0 ? (
                <span className="flex min-h-11 items-center text-soft">{off}</span>
              ) : (
                <div className="flex flex-col gap-1">
                  {parts.map((part, place) => (
                    <Stretch
                      // biome-ignore lint/suspicious/noArrayIndexKey: two stretches may be alike while one is typed
                      key={place}
                      part={part}
                      name={parts.length > 1 ? `${name}, part ${place + 1}` : name}
                      fault={faultOf(part)}
                      onChange={(after) => set(part, after)}
                      onRemove={() => onChange(value.filter((known) => known !== part))}
                    />
                  ))}
                  <Button
                    look="quiet"
                    icon="plus"
                    aria-label={`Add hours to ${name}`}
                    className="-ml-3 self-start"
                    onClick={() => add(day, following(parts.at(-1)))}
                  >
                    Add hours
                  </Button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {faults[field] && (
        <p role="alert" tabIndex={-1} aria-invalid="true" className="text-sm text-danger">
          {faults[field]}
        </p>
      )}
    </fieldset>
  );
}

interface StretchProps {
  part: StretchShape;
  name: string;
  fault: string | undefined;
  onChange: (after: Partial<StretchShape>) => void;
  onRemove: () => void;
}

function Stretch({ part, name, fault, onChange, onRemove }: StretchProps) {
  const input = (end: "begins" | "ends") => ({
    type: "time",
    required: true,
    "aria-invalid": Boolean(fault),
    className:
      "min-h-11 w-[8.05rem] min-w-0 rounded-xl border border-field bg-surface px-1.5 aria-invalid:border-danger",
    value: part[end] === "24:00" ? "00:00" : part[end],
  });
  return (
    <div>
      <div className="flex items-center gap-0.5">
        <input
          {...input("begins")}
          aria-label={`${name}, from`}
          onChange={({ target }) => onChange({ begins: target.value })}
        />
        <span className="text-soft">–</span>
        {/* A day ends at midnight, which a field for times calls its beginning. */}
        <input
          {...input("ends")}
          aria-label={`${name}, to`}
          onChange={({ target }) => onChange({ ends: target.value === "00:00" ? "24:00" : target.value })}
        />
        <IconButton icon="close" label={`Remove ${name}`} onClick={onRemove} />
      </div>
      {fault && (
        <p role="alert" className="text-sm text-danger">
          {fault}
        </p>
      )}
    </div>
  );
}

/** A second part of a day begins an hour after the first. */
function following(last: StretchShape | undefined): { begins: string; ends: string } {
  const hour = Number(last?.ends.slice(0, 2) ?? 8) + 1;
  if (hour > 22) return { begins: "00:00", ends: "01:00" };
  const two = (value: number) => `${String(value).padStart(2, "0")}:00`;
  return { begins: two(hour), ends: two(Math.min(hour + 3, 23)) };
}

/** What is wrong with a part of a stretch, such as a time that is none. */
function deepFault(faults: Record<string, string>, field: string, place: number): string | undefined {
  return Object.entries(faults).find(([path]) => path.startsWith(`${field}.${place}.`))?.[1];
}
