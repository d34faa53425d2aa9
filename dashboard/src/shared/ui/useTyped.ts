import { useEffect, useRef } from "react";

/** Whether a form within the element that gets `watch` holds something else than when one began to fill it in. */
export function useTyped(open: boolean) {
  const box = useRef<HTMLDivElement>(null);
  const began = useRef<string | null>(null);
  const touched = useRef(false);
  useEffect(() => {
    if (open) return;
    began.current = null;
    touched.current = false;
  }, [open]);
  const begin = () => {
    began.current ??= written(box.current);
  };
  const touch = () => {
    touched.current = true;
  };
  return {
    // What comes by itself, a list that was loaded, is no reason to ask.
    isTyped: () => touched.current && written(box.current) !== (began.current ?? ""),
    watch: {
      ref: box,
      onFocusCapture: begin,
      onPointerDownCapture: begin,
      onChangeCapture: touch,
      // Many take off what is chosen by a button beside it.
      onClickCapture: touch,
    },
  };
}

/** What the forms say, with what was chosen and stands beside its field. Empty without a form. */
function written(box: HTMLElement | null): string {
  const forms = [...(box?.querySelectorAll("form") ?? [])];
  return forms.map((form) => [form.textContent, ...[...form.elements].map(valueIn)].join("\n")).join("\n");
}

function valueIn(field: Element): string {
  if (field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox"))
    return String(field.checked);
  return "value" in field ? String(field.value) : "";
}
