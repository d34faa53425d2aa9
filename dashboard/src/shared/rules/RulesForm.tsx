import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/shared/ui/Button";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import type { IconName } from "@/shared/ui/Icon";
import { LeaveGuard } from "@/shared/ui/LeaveGuard";
import { Empty, Notice } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { type Keyed, moved } from "./drafts";
import type { CardProps } from "./RuleCard";
import type { Editing } from "./useEditing";

interface RulesFormProps<D extends Keyed, F> {
  label: string;
  editing: Editing<D, F>;
  /** How many there can be, and what to say when there are. */
  most: number;
  full: string;
  fresh: () => D;
  /** What an empty list is told by. */
  icon: IconName;
  example: string;
  above?: ReactNode;
  below?: ReactNode;
  card: (draft: D, slot: Slot<D, F>) => ReactNode;
}

/** What a card of a rule is given. */
export interface Slot<D, F> extends CardProps {
  faults: F | undefined;
  onChange: (part: Partial<D>) => void;
}

/** Rules in order, to be changed by an admin: all of them are saved at once. */
export function RulesForm<D extends Keyed, F>(props: RulesFormProps<D, F>) {
  const { most } = props;
  const { drafts, change, ...editing } = props.editing;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [news, setNews] = useState("");
  const box = useFirstFault(editing.error);
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
    const fresh = props.fresh();
    flushSync(() => {
      change((all) => [...all, fresh]);
      unfold([fresh.key]);
    });
    // The button that was pressed may be gone, and who adds a rule wants to write it.
    box.current?.querySelector<HTMLElement>("ol[aria-label=Rules] > li:last-child > fieldset input")?.focus();
  };
  const set = (key: string, part: Partial<D>) =>
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
      aria-label={props.label}
      className="flex flex-col gap-4 **:scroll-mb-24"
    >
      {editing.overtaken && (
        <Notice tone="warn" role="status">
          <p className="mb-3">Somebody changed these rules meanwhile. What you save takes their place.</p>
          <Button onClick={editing.reset}>Show theirs, drop mine</Button>
        </Notice>
      )}
      {drafts.length === 0 && (
        <Empty icon={props.icon} title="No rules yet">
          <p className="mb-4">{props.example}</p>
          <Button look="primary" icon="plus" onClick={add}>
            Add a rule
          </Button>
        </Empty>
      )}
      {props.above}
      <ol aria-label="Rules" className="flex flex-col gap-2 empty:hidden">
        {drafts.map((draft, place) =>
          props.card(draft, {
            place,
            last: place === drafts.length - 1,
            open: open.has(draft.key),
            faults: editing.faults[draft.key],
            onFold: (folded) => (folded ? fold(draft.key) : unfold([draft.key])),
            onMove: (step) => move(place, step),
            onRemove: () => remove(place),
            onChange: (part) => set(draft.key, part),
          }),
        )}
      </ol>
      {props.below}
      {editing.trouble && (
        <p role="alert" tabIndex={-1} aria-invalid="true" className="text-sm text-danger">
          {editing.trouble}
        </p>
      )}
      {drafts.length >= most && <p className="text-sm text-soft">{props.full}</p>}
      <p role="status" className="sr-only">
        {news}
      </p>
      <FormTrouble fault={editing.error} shown={[editing.list]} />
      {(drafts.length > 0 || editing.unsaved) && (
        <div className="sticky bottom-0 -mx-4 flex justify-between border-t border-rule bg-surface px-4 py-3">
          {drafts.length > 0 && drafts.length < most && (
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
