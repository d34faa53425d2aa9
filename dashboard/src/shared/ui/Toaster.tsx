import { useEffect, useSyncExternalStore } from "react";

interface Toast {
  id: number;
  text: string;
  action: { label: string; run: () => void } | undefined;
}

const SHOWN_MS = 6000;
let current: Toast | null = null;
let counter = 0;
const listeners = new Set<() => void>();

function show(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

/** Says something at the lower edge for a few seconds; `action` may offer to undo it. */
export function toast(text: string, action?: Toast["action"]): void {
  counter += 1;
  show({ id: counter, text, action });
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where toasts appear; stands once in the page. */
export function Toaster() {
  const shown = useSyncExternalStore(subscribe, () => current);
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => show(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-24 z-40 flex justify-center px-4 md:bottom-8"
    >
      {shown && (
        <div className="pointer-events-auto flex min-h-12 items-center gap-2 rounded-full bg-ink py-1 pr-2 pl-5 text-canvas shadow-float">
          <span className="pr-3">{shown.text}</span>
          {shown.action && (
            <button
              type="button"
              className="touch rounded-full px-3 font-semibold underline underline-offset-4"
              onClick={() => {
                shown.action?.run();
                show(null);
              }}
            >
              {shown.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
