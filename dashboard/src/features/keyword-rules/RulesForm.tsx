import { type FormEvent, type KeyboardEvent, useEffect, useState } from "react";
import type { LineShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { LeaveGuard } from "@/shared/ui/LeaveGuard";
import { Empty, Notice } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { type Draft, freshRule, MOST_RULES, moved } from "./draft";
import { RuleCard } from "./RuleCard";
import { useEditing } from "./useEditing";
import { useNames } from "./useNames";

/** A line's rules, to be changed by an admin: all of them are saved at once. */
export function RulesForm({ line }: { line: LineShape }) {
  const { drafts, change, ...editing } = useEditing(line);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState("");
  const box = useFirstFault(editing.error);
  const names = useNames(line, true);
  // A rule that was moved takes the focus along, maybe out of sight.
  useEffect(() => {
    if (news) document.activeElement?.scrollIntoView?.({ block: "nearest" });
  }, [news]);
  const unfold = (keys: string[]) => setOpen((before) => new Set([...before, ...keys]));
  const fold = (key: string) => setOpen((before) => new Set([...before].filter((known) => known !== key)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    editing.save(unfold);
  };
  const add = () => {
    const fresh = freshRule();
    change((all) => [...all, fresh]);
    unfold([fresh.key]);
  };
  const set = (key: string, part: Partial<Draft>) =>
    change((all) => all.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  const move = (place: number, step: -1 | 1) => {
    change((all) => moved(all, place, step));
    setNews(`Rule ${place + 1} is now rule ${place + step + 1}.`);
  };
  const remove = (place: number) => {
    // The focus goes to a neighbour before it would go nowhere.
    const heads = box.current?.querySelectorAll<HTMLElement>("[data-head]");
    (heads?.[place + 1] ?? heads?.[place - 1])?.focus();
    change((all) => all.filter((_, index) => index !== place));
    setNews(`Rule ${place + 1} was taken out.`);
  };
  return (
    <form
      ref={box}
      noValidate
      onSubmit={submit}
      onKeyDown={keepOpen}
      aria-label="Keyword rules"
      className="flex flex-col gap-4 **:scroll-mb-24"
    >
      {editing.overtaken && (
        <Notice tone="warn" role="status">
          <p className="mb-3">Somebody changed these rules meanwhile. What you save takes their place.</p>
          <Button onClick={editing.reset}>Show theirs, drop mine</Button>
        </Notice>
      )}
      {drafts.length === 0 && <NoRules onAdd={add} />}
      {drafts.length > 1 && (
        <p className="text-sm text-soft">
          A word that is the whole text goes first; of words within a text, the first rule here counts.
        </p>
      )}
      <ol aria-label="Rules" className="flex flex-col gap-2 empty:hidden">
        {drafts.map((draft, place) => (
          <RuleCard
            key={draft.key}
            draft={draft}
            place={place}
            last={place === drafts.length - 1}
            line={line}
            names={names}
            open={open.has(draft.key)}
            faults={editing.faults[draft.key] ?? {}}
            onFold={(folded) => (folded ? fold(draft.key) : unfold([draft.key]))}
            onChange={(part) => set(draft.key, part)}
            onMove={(step) => move(place, step)}
            onRemove={() => remove(place)}
          />
        ))}
      </ol>
      {editing.trouble && (
        <p role="alert" tabIndex={-1} aria-invalid="true" className="text-sm text-danger">
          {editing.trouble}
        </p>
      )}
      {drafts.length >= MOST_RULES && (
        <p className="text-sm text-soft">
          That is as many as a line takes. Put words with the same reply into one rule.
        </p>
      )}
      <p role="status" className="sr-only">
        {news}
      </p>
      <FormTrouble fault={editing.error} shown={["rules"]} />
      {(drafts.length > 0 || editing.unsaved) && (
        <div className="sticky bottom-0 -mx-4 flex justify-between border-t border-rule bg-surface px-4 py-3">
          {drafts.length > 0 && drafts.length < MOST_RULES && (
            <Button icon="plus" onClick={add}>
              Add a rule
            </Button>
          )}
          <Button
            type="submit"
            look="primary"
            className="ml-auto"
            busy={editing.busy}
            disabled={!editing.unsaved}
          >
            Save
          </Button>
        </div>
      )}
      <LeaveGuard unsaved={editing.unsaved} />
    </form>
  );
}

/** Enter ends a word or a tag; one too many of it must not save what is half done. */
function keepOpen(event: KeyboardEvent) {
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault();
}

function NoRules({ onAdd }: { onAdd: () => void }) {
  return (
    <Empty icon="robot" title="No rules yet">
      <p className="mb-4">
        For example: who texts “hours” is told when you are open, gets the tag “asked”, and none of you need
        look.
      </p>
      <Button look="primary" icon="plus" onClick={onAdd}>
        Add a rule
      </Button>
    </Empty>
  );
}
