import { lazy, Suspense, useState } from "react";
import type { Consent } from "@/api/types.gen";
import { ConsentBadge } from "@/shared/ui/Badge";

const ConsentSheet = lazy(() => import("./ConsentSheet").then((found) => ({ default: found.ConsentSheet })));

interface ConsentButtonProps {
  consent: Consent;
  contact: string;
  line: string;
  className?: string;
}

/** The badge of a consent, to be pressed: why it is so, since when, and what may change it. */
export function ConsentButton({ consent, contact, line, className = "" }: ConsentButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className={`touch inline-flex items-center justify-center rounded-full ${className}`}
        onClick={() => setOpen(true)}
      >
        <ConsentBadge consent={consent} />
      </button>
      {open && (
        <Suspense fallback={null}>
          <ConsentSheet contact={contact} line={line} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
