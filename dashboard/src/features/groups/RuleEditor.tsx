import { Button, IconButton } from "@/shared/ui/Button";
import { Select } from "@/shared/ui/Field";
import { ConditionFields } from "./ConditionFields";
import { type Draft, freshDraft, freshLine, isGroup, type Joint, type Part } from "./rule";

const JOINTS: { value: Joint; label: string }[] = [
  { value: "all", label: "All of them must hold" },
  { value: "any", label: "One of them is enough" },
  { value: "none", label: "None of them may hold" },
];

interface RuleEditorProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  /** What is wrong with single conditions, by their key. */
  faults: Record<number, string>;
}

/** Who belongs to a live group: conditions and groups of them, of which all, any or none must hold. */
export function RuleEditor(props: RuleEditorProps) {
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1.5 text-sm font-medium">Who belongs to it</legend>
      <Parts {...props} place="" />
    </fieldset>
  );
}

interface PartsProps extends RuleEditorProps {
  /** Where the group stands; empty for the whole rule. */
  place: string;
}

function Parts({ draft, onChange, faults, place }: PartsProps) {
  const { parts, joint } = draft;
  const write = (next: Part[]) => onChange({ ...draft, parts: next });
  const change = (changed: Part) => write(parts.map((old) => (old.key === changed.key ? changed : old)));
  const remove = (gone: Part) => write(parts.filter((part) => part !== gone));
  return (
    <>
      {(parts.length > 1 || place || joint !== "all") && (
        <Select
          label={place ? `How conditions of group ${place} go together` : "How conditions go together"}
          value={joint}
          onChange={(event) => onChange({ ...draft, joint: event.target.value as Joint })}
        >
          {JOINTS.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      )}
      <ol className="flex flex-col gap-3">
        {parts.map((part, at) => (
          <li key={part.key} className="rounded-2xl border border-rule bg-raised p-3">
            <PartFields
              part={part}
              place={place ? `${place}.${at + 1}` : `${at + 1}`}
              faults={faults}
              onChange={change}
              onRemove={parts.length > 1 ? () => remove(part) : undefined}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-x-2">
        <Button look="quiet" icon="plus" onClick={() => write([...parts, freshLine()])}>
          {place ? `Add to group ${place}` : "Add a condition"}
        </Button>
        {!place && (
          <Button look="quiet" icon="plus" onClick={() => write([...parts, freshDraft("any")])}>
            Add a group
          </Button>
        )}
      </div>
    </>
  );
}

interface PartProps {
  part: Part;
  place: string;
  faults: Record<number, string>;
  onChange: (part: Part) => void;
  onRemove: (() => void) | undefined;
}

function PartFields({ part, place, faults, onChange, onRemove }: PartProps) {
  if (!isGroup(part))
    return (
      <ConditionFields
        line={part}
        place={place}
        error={faults[part.key]}
        onChange={onChange}
        onRemove={onRemove}
      />
    );
  return (
    <fieldset aria-label={`Group ${place}`} className="flex flex-col gap-3">
      <div className="flex min-h-11 items-center justify-between">
        <p className="font-medium">Group {place}</p>
        {onRemove && <IconButton icon="close" label={`Remove group ${place}`} onClick={onRemove} />}
      </div>
      <Parts draft={part} onChange={onChange} faults={faults} place={place} />
    </fieldset>
  );
}
