import { Button, IconButton } from "@/shared/ui/Button";
import { Field, Select } from "@/shared/ui/Field";
import { askingsOf, CONSENTS, type Draft, FIELDS, fieldOf, freshLine, type Line } from "./rule";

interface RuleEditorProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with single conditions, by their place. */
  faults: Record<number, string>;
}

/** Who belongs to a live group: conditions, of which all or any must hold. */
export function RuleEditor({ draft, onChange, faults }: RuleEditorProps) {
  const change = (place: number, line: Line) =>
    onChange({ ...draft, lines: draft.lines.map((old, at) => (at === place ? line : old)) });
  const remove = (place: number) =>
    onChange({ ...draft, lines: draft.lines.filter((_, at) => at !== place) });
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">Who belongs to it</legend>
      {draft.lines.length > 1 && (
        <Select
          label="How conditions go together"
          name="joint"
          value={draft.joint}
          onChange={(event) => onChange({ ...draft, joint: event.target.value === "any" ? "any" : "all" })}
        >
          <option value="all">All of them must hold</option>
          <option value="any">One of them is enough</option>
        </Select>
      )}
      <ol className="flex flex-col gap-3">
        {draft.lines.map((line, place) => (
          <li key={line.key} className="rounded-2xl border border-rule p-3">
            <ConditionFields
              line={line}
              place={place}
              error={faults[place]}
              onChange={(changed) => change(place, changed)}
              onRemove={draft.lines.length > 1 ? () => remove(place) : undefined}
            />
          </li>
        ))}
      </ol>
      <Button
        look="quiet"
        icon="plus"
        className="self-start"
        onClick={() => onChange({ ...draft, lines: [...draft.lines, freshLine()] })}
      >
        Add a condition
      </Button>
    </fieldset>
  );
}

interface ConditionProps {
  line: Line;
  place: number;
  error: string | undefined;
  onChange: (line: Line) => void;
  onRemove: (() => void) | undefined;
}

function ConditionFields({ line, place, error, onChange, onRemove }: ConditionProps) {
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
            label={`Condition ${place + 1}`}
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
        {onRemove && <IconButton icon="close" label={`Remove condition ${place + 1}`} onClick={onRemove} />}
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
