import { type RefObject, useEffect, useRef } from "react";

/** For a form: once it was not taken, the first wrong field gets the focus, and so comes into view. */
export function useFirstFault(fault: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const field = fault ? form.current?.querySelector<HTMLElement>("[aria-invalid=true]") : null;
    field?.focus({ preventScroll: true });
    // To the middle: at the edge it might lie beneath the buttons that stay there.
    field?.scrollIntoView?.({ block: "center" });
  }, [fault]);
  return form;
}
