import { type RefObject, useEffect, useRef } from "react";

/** For a form: once it was not taken, the first wrong field gets the focus, and so comes into view. */
export function useFirstFault(fault: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (fault) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [fault]);
  return form;
}
