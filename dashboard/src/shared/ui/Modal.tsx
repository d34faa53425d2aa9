import { type ReactNode, useEffect, useId, useRef } from "react";
import { IconButton } from "./Button";

export interface ModalProps {
  open: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** What `Dialog` and `Confirm` look like; it closes without a question. */
export function Modal({ open, onClose, title, children }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // After each drawing: a browser may close it although `onClose` chose to let it stay.
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onCancel={(event) => {
        // Not of a file field within, whose own cancel comes up here.
        if (event.target !== ref.current) return;
        event.preventDefault();
        onClose();
      }}
      // React lets this event of a dialog inside rise to here, which the browser does not.
      onClose={(event) => event.target === ref.current && onClose()}
      onClick={(event) => event.target === ref.current && onClose()}
      className="m-0 mt-auto w-full max-w-none rounded-t-3xl bg-raised p-0 shadow-float backdrop:bg-black/45 sm:m-auto sm:max-w-md sm:rounded-3xl"
    >
      {open && (
        <div className="flex max-h-[85dvh] scroll-pb-20 flex-col gap-4 overflow-y-auto p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]">
          <div className="flex items-center gap-2">
            <h2 id={heading} className="flex-1 text-lg font-semibold">
              {title}
            </h2>
            <IconButton icon="close" label="Close" onClick={onClose} className="-my-2 -mr-2" />
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
