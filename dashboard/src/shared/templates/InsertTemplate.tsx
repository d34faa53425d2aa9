import { lazy, type RefObject, Suspense, useEffect, useState } from "react";
import type { RenderFor } from "@/api/types.gen";
import { insertText } from "@/shared/lib/insertText";
import { Button, IconButton } from "@/shared/ui/Button";

// Whoever opens no template loads none of this.
const TemplateSheet = lazy(() => import("./TemplateSheet"));

interface InsertTemplateProps {
  /** Where the text goes: at its caret. */
  field: RefObject<HTMLTextAreaElement | null>;
  /** Whom the text is for; empty where it goes to several, whose names differ; null where its fields are to stay. */
  who: RenderFor | null;
  /** Gets what to look at before one sends: which fields had no value. Empty where all had one. */
  onNote?: (note: string) => void;
  /** With words on it, where there is room for them. */
  wide?: boolean;
}

/** A button that lets one choose a template and puts its text at the caret, filled in where it is known for whom. */
export function InsertTemplate({ field, who, onNote, wide = false }: InsertTemplateProps) {
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const [picked, setPicked] = useState<string | null>(null);
  // Only once the sheet is closed: while it is open, nothing behind it can have the focus. And not while React is at
  // work: it would put the text itself into the field, and the browser could not undo that.
  useEffect(() => {
    if (open || picked === null) return;
    const soon = setTimeout(() => {
      setPicked(null);
      if (field.current) insertText(field.current, picked);
    });
    return () => clearTimeout(soon);
  }, [open, picked, field]);
  const ask = () => {
    setUsed(true);
    setOpen(true);
  };
  return (
    <>
      {wide ? (
        <Button look="quiet" icon="template" onClick={ask}>
          Insert template
        </Button>
      ) : (
        <IconButton icon="template" label="Insert template" onClick={ask} />
      )}
      {used && (
        <Suspense>
          <TemplateSheet
            open={open}
            who={who}
            onClose={() => setOpen(false)}
            onPick={(text, note) => {
              setPicked(text);
              onNote?.(note);
              setOpen(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
