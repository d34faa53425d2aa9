import { useQuery } from "@tanstack/react-query";
import { type ClipboardEvent, type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { Chip } from "./Chip";
import type { Choice } from "./choice";
import { Labelled } from "./Field";
import { Offers } from "./Offers";

interface TypeAheadProps {
  label: string;
  chosen: Choice[];
  onChange: (chosen: Choice[]) => void;
  /** Finds what begins with the typed text; `scope` keeps the answers of different searches apart. */
  search: (typed: string) => Promise<Choice[]>;
  scope: string;
  /** The typed text itself as a choice, if it can be one. */
  asTyped?: (typed: string) => Choice | null;
  error?: string | undefined;
  /** What is wrong with single chips, by their place. */
  chipErrors?: Record<number, string>;
  hint?: React.ReactNode;
  placeholder?: string;
  autoFocus?: boolean;
}

const BREAKS = /[,;\n\t]+/;

/** A field that becomes chips: type, choose from what is offered, take out with Backspace. */
export function TypeAhead(props: TypeAheadProps) {
  const { chosen, onChange, label, error, hint, chipErrors = {} } = props;
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  // What was typed and left without being chosen.
  const [stray, setStray] = useState("");
  const list = useId();
  const offered = useOffered(typed, props);
  const open = offered.length > 0;
  const at = Math.min(active, offered.length - 1);

  const choose = (choice: Choice | undefined) => {
    if (!choice) return;
    onChange([...chosen, choice]);
    setTyped("");
    setActive(0);
  };
  const keys: Record<string, (() => void) | false> = {
    ArrowDown: open && (() => setActive((at + 1) % offered.length)),
    ArrowUp: open && (() => setActive((at - 1 + offered.length) % offered.length)),
    Enter: typed.trim() !== "" && (() => choose(offered[at])),
    ",": typed.trim() !== "" && (() => choose(offered[at])),
    Backspace: !typed && (() => onChange(chosen.slice(0, -1))),
    Escape: typed !== "" && (() => setTyped("")),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  /** Puts all of these in as they are typed; false, and nothing, where one of them cannot be. */
  const add = (pieces: string[]): boolean => {
    const known = pieces.map((piece) => props.asTyped?.(piece.trim())).filter((choice) => choice != null);
    if (known.length < pieces.length) return false;
    onChange([...chosen, ...known.filter((choice) => chosen.every((other) => other.value !== choice.value))]);
    return true;
  };
  // Numbers that come as a list become chips at once.
  const onPaste = (event: ClipboardEvent) => {
    const pieces = event.clipboardData.getData("text").split(BREAKS);
    if (pieces.length < 2 || !add(pieces)) return;
    event.preventDefault();
  };
  // The keyboards of phones tell of no key: there a comma is seen in what was typed alone.
  const onType = (text: string) => {
    const pieces = text.split(BREAKS);
    const rest = pieces.pop() ?? "";
    const ended = pieces.filter((piece) => piece.trim());
    setTyped(ended.length > 0 && add(ended) ? rest : text);
    setStray("");
    setActive(0);
  };
  const onlyList = props.asTyped ? "Choose one that is, or type a phone number." : "Choose one that is.";
  const leave = () => {
    const own = typed && props.asTyped?.(typed.trim());
    if (own) choose(own);
    setStray(own ? "" : typed.trim());
  };

  return (
    <Labelled
      label={label}
      error={error ?? (stray && `“${stray}” is not on the list. ${onlyList}`)}
      hint={hint}
    >
      {(wiring) => (
        <div className="relative">
          <div className="flex min-h-11 flex-wrap items-center gap-1.5 rounded-xl border border-field bg-surface px-2 focus-within:outline-2 focus-within:outline-brand-text">
            {chosen.map((choice, place) => (
              <Chip
                key={choice.value}
                label={choice.label}
                error={chipErrors[place]}
                onRemove={() => onChange(chosen.filter((other) => other !== choice))}
              />
            ))}
            <input
              {...wiring}
              role="combobox"
              aria-expanded={open}
              aria-controls={list}
              aria-autocomplete="list"
              aria-activedescendant={open ? `${list}-${at}` : undefined}
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: on a screen made for writing to somebody, whom is the first question
              autoFocus={props.autoFocus}
              placeholder={chosen.length ? "" : props.placeholder}
              value={typed}
              onChange={(event) => onType(event.target.value)}
              onKeyDown={onKeyDown}
              onPaste={onPaste}
              onBlur={leave}
              className="h-11 min-w-32 flex-1 bg-transparent px-1.5 outline-none placeholder:text-soft"
            />
          </div>
          <Offers id={list} offered={offered} at={at} choose={choose} />
        </div>
      )}
    </Labelled>
  );
}

/** What is offered for the typed text: what was found, and the text itself last. */
function useOffered(typed: string, { search, scope, asTyped, chosen }: TypeAheadProps): Choice[] {
  const wanted = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: ["type-ahead", scope, wanted],
    queryFn: () => search(wanted),
    enabled: wanted.length > 0,
    placeholderData: (before) => before,
  });
  if (!typed.trim()) return [];
  const own = asTyped?.(typed.trim());
  const taken = new Set(chosen.map((choice) => choice.value));
  // What was found for less than is typed by now: whoever presses Enter means nobody else.
  const late = found.isPlaceholderData || wanted !== typed.trim();
  const known = (wanted ? (found.data ?? []) : []).filter((choice) => !late || says(choice, typed.trim()));
  return [...known, ...(own ? [own] : [])].filter((choice) => !taken.has(choice.value));
}

/** Whether a choice has the typed letters, or in its number the typed digits. */
function says({ label, detail = "" }: Choice, typed: string): boolean {
  const digits = typed.replace(/\D/g, "");
  const named = label.toLowerCase().includes(typed.toLowerCase());
  return named || (digits !== "" && `${label} ${detail}`.replace(/\D/g, "").includes(digits));
}
