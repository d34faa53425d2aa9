import { IconButton } from "@/shared/ui/Button";
import { Field, Select } from "@/shared/ui/Field";
import { PeopleField } from "./PeopleField";
import { freshLine, type Line } from "./rule";
import { askingsOf, CONSENTS, FIELDS, fieldOf } from "./ruleFields";

interface ConditionProps {
  line: Line;
  /** Where it stands: "2", or "2.1" in a group. */
  place: string;
  error: string | undefined;
  onChange: (line: Line) => void;
  onRemove: (() => void) | undefined;
}

/** One condition: a field, how it is asked, and for what. */
export function ConditionFields({ line, place, error, onChange, onRemove }: ConditionProps) {
  const askings = askingsOf(line.field);
  const at = askings.findIndex((asking) => asking.op === line.op && asking.negative === line.negative);
  const ask = (chosen: number) => {
    const asking = askings[chosen];
    if (asking) onChange({ ...line, op: asking.op, negative: asking.negative });
  };
  return (
    <div className="grid gap-2 sm:grid-cols-2">
      <div className="flex items-end gap-2 sm:col-span-2">
        <div className="flex-1">
          <Select
            label={`Condition ${place}`}
            value={line.field}
            onChange={(event) => onChange({ ...freshLine(event.target.value), key: line.key })}
          >
            {FIELDS.map((field) => (
              <option key={field.name} value={field.name}>
                {field.label}
              </option>
            ))}
          </Select>
        </div>
        {onRemove && <IconButton icon="close" label={`Remove condition ${place}`} onClick={onRemove} />}
      </div>
      {line.field === "custom" && (
        <Field
          label="Name of the field"
          autoComplete="off"
          value={line.own}
          onChange={(event) => onChange({ ...line, own: event.target.value })}
        />
      )}
      <Select label="How" value={at} onChange={(event) => ask(Number(event.target.value))}>
        {askings.map((asking, choice) => (
          <option key={asking.label} value={choice}>
            {asking.label}
          </option>
        ))}
      </Select>
      {line.op === "known" ? (
        error && (
          <p role="alert" className="text-sm text-danger">
            {error}
          </p>
        )
      ) : (
        <ValueField line={line} error={error} onChange={(value) => onChange({ ...line, value })} />
      )}
    </div>
  );
}

function ValueField({
  line,
  error,
  onChange,
}: {
  line: Line;
  error: string | undefined;
  onChange: (value: string) => void;
}) {
  const { kind, hint } = fieldOf(line.field);
  if (kind === "consent")
    return (
      <Select
        label="Consent"
        value={line.value}
        error={error}
        onChange={(event) => onChange(event.target.value)}
      >
        {CONSENTS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
    );
  if (kind === "person") return <PeopleField value={line.value} error={error} onChange={onChange} />;
  const days = kind === "time";
  return (
    <Field
      label={days ? "Days" : "Value"}
      type={days ? "number" : "text"}
      inputMode={days ? "numeric" : undefined}
      min={days ? 1 : undefined}
      autoComplete="off"
      value={line.value}
      error={error}
      placeholder={hint}
      hint={days || line.op !== "is" ? undefined : "Several with commas between them"}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
