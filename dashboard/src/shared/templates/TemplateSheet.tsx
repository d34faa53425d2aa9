import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { sentence } from "@/api/problem";
import { renderTemplate, templatesQuery } from "@/api/templates";
import type { RenderFor, TemplateShape } from "@/api/types.gen";
import { cx } from "@/shared/lib/cx";
import { Badge } from "@/shared/ui/Badge";
import { buttonClass } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { inputClass } from "@/shared/ui/Field";
import { Empty, Failed, Loading, Notice } from "@/shared/ui/States";
import { fellBack, matching } from "./words";

interface TemplateSheetProps {
  open: boolean;
  /** Null: the text is put in as it was written, to be filled in for each of many. */
  who: RenderFor | null;
  onClose: () => void;
  /** Gets the text, and what of it was not known. */
  onPick: (text: string, note: string) => void;
}

/** Type a word of a template, choose it by key or thumb. */
export default function TemplateSheet({ open, onClose, ...rest }: TemplateSheetProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Insert template">
      <Choice {...rest} />
    </Dialog>
  );
}

function Choice(props: Pick<TemplateSheetProps, "who" | "onPick">) {
  const query = useQuery(templatesQuery);
  if (query.isPending) return <Loading rows={3} />;
  if (!query.data) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return query.data.length ? <Finder {...props} templates={query.data} /> : <NoTemplates />;
}

interface FinderProps extends Pick<TemplateSheetProps, "who" | "onPick"> {
  templates: TemplateShape[];
}

function Finder({ templates, who, onPick }: FinderProps) {
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const offered = matching(templates, typed);
  const at = Math.min(active, offered.length - 1);
  const fill = useMutation({
    mutationFn: (template: TemplateShape) =>
      who ? renderTemplate(template.id, who) : Promise.resolve({ body: template.body, empty: [] }),
    onSuccess: (rendered) => onPick(rendered.body, fellBack(rendered.empty)),
  });
  const choose = (template: TemplateShape | undefined) => {
    if (template && !fill.isPending) fill.mutate(template);
  };
  // The dialog takes the focus itself as it opens, which is after this was put into it.
  useEffect(() => {
    const soon = requestAnimationFrame(() => field.current?.focus());
    return () => cancelAnimationFrame(soon);
  }, []);
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView?.({ block: "nearest" });
  }, [list, at]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && offered.length) setActive((at + step + offered.length) % offered.length);
    else if (event.key === "Enter") choose(offered[at]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <input
        ref={field}
        role="combobox"
        aria-label="Find a template"
        aria-expanded={offered.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
        autoComplete="off"
        placeholder="Find a template"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={inputClass}
      />
      {fill.isError && (
        <Notice tone="danger" role="alert">
          {sentence(fill.error)}
        </Notice>
      )}
      <div
        id={list}
        role="listbox"
        aria-label="Templates"
        aria-busy={fill.isPending}
        className="-mx-2 min-h-48"
      >
        {offered.map((template, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
          <div
            key={template.id}
            id={`${list}-${place}`}
            role="option"
            aria-selected={place === at}
            tabIndex={-1}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(template)}
            className={cx(
              "min-h-14 cursor-pointer rounded-xl px-3 py-2 hover:bg-hover",
              place === at && "bg-hover",
            )}
          >
            <span className="flex items-center gap-2">
              <span className="min-w-0 flex-1 truncate font-medium">{template.name}</span>
              {template.scope === "shared" && <Badge>Shared</Badge>}
            </span>
            <span className="line-clamp-2 text-sm break-words text-soft">{template.body}</span>
          </div>
        ))}
        {offered.length === 0 && <p className="px-3 py-4 text-soft">No template has “{typed}” in it.</p>}
      </div>
    </>
  );
}

function NoTemplates() {
  return (
    <Empty icon="template" title="No templates yet">
      <p className="mb-4">Keep what you write often as a template.</p>
      <Link to="/templates" className={buttonClass("primary")}>
        To your templates
      </Link>
    </Empty>
  );
}
