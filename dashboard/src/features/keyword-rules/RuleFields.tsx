import type { LineShape } from "@/api/types.gen";
import { Checkbox } from "@/shared/ui/Checkbox";
import { Select, TextArea } from "@/shared/ui/Field";
import { SegmentCounter } from "@/shared/ui/SegmentCounter";
import { TagsField } from "@/shared/ui/TagsField";
import { TypeAhead } from "@/shared/ui/TypeAhead";
import { type Draft, type Faults, LONGEST, mayBeSilent } from "./draft";
import { HolderField } from "./HolderField";
import { ListField } from "./ListField";
import { alertWords } from "./words";

interface RuleFieldsProps {
  draft: Draft;
  line: LineShape;
  faults: Faults;
  onChange: (part: Partial<Draft>) => void;
}

const nothing = () => Promise.resolve([]);
const choice = (word: string) => ({ value: word, label: word });

/** What a rule looks for, and what it does. */
export function RuleFields({ draft, line, faults, onChange }: RuleFieldsProps) {
  const may = mayBeSilent(draft);
  const long = draft.reply.trim().length > LONGEST;
  return (
    <div className="flex flex-col gap-5">
      <TypeAhead
        label="Words"
        scope="keywords"
        chosen={draft.words.map(choice)}
        onChange={(chosen) => onChange({ words: [...new Set(chosen.map(({ value }) => value))] })}
        search={nothing}
        asTyped={(typed) => (typed ? choice(typed) : null)}
        error={faults.words}
        hint="End each with Enter or a comma. Case and punctuation do not count."
      />
      <Select
        label="Counts when"
        value={draft.anywhere ? "anywhere" : "whole"}
        hint={
          draft.anywhere &&
          "A longer text gets no reply while somebody of you is in the conversation (30 minutes)."
        }
        onChange={(event) => onChange({ anywhere: event.target.value === "anywhere" })}
      >
        <option value="whole">The text is one of these words</option>
        <option value="anywhere">The text contains one of them</option>
      </Select>
      <TextArea
        label="Reply"
        rows={3}
        className="field-sizing-content max-h-60 min-h-24"
        value={draft.reply}
        error={faults.reply ?? (long ? `Say it in at most ${LONGEST} characters.` : undefined)}
        hint={draft.reply.trim() ? <ReplyHint reply={draft.reply} line={line} /> : "Empty: nothing is sent."}
        onChange={(event) => onChange({ reply: event.target.value })}
      />
      <TagsField tags={draft.tags} error={faults.tags} onChange={(tags) => onChange({ tags })} />
      <div className="grid gap-5 sm:grid-cols-2">
        <ListField value={draft.group} error={faults.group} onChange={(group) => onChange({ group })} />
        <HolderField
          line={line}
          value={draft.assignee}
          error={faults.assignee}
          onChange={(assignee) => onChange({ assignee })}
        />
      </div>
      <Checkbox
        label="Tell somebody"
        checked={draft.alert || !may}
        disabled={!may}
        error={faults.alert}
        hint={alertWords(!draft.alert, may)}
        onChange={(alert) => onChange({ alert })}
      />
    </div>
  );
}

function ReplyHint({ reply, line }: { reply: string; line: LineShape }) {
  return (
    <>
      <SegmentCounter body={reply} kind={line.kind} />
      <span className="block text-xs">
        This line’s first text to somebody ends with “{line.introduction.trim()}”, unless it says so itself.
      </span>
    </>
  );
}
