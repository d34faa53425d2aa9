import { useState } from "react";
import { LeaveQuestion } from "./LeaveQuestion";
import { Modal, type ModalProps } from "./Modal";
import { useTyped } from "./useTyped";

/**
 * A question on top of the screen: a sheet from below on a phone, a card in the middle elsewhere.
 * While a form in it holds what was typed, it asks before it closes; a form's own "Cancel" says enough.
 */
export function Dialog({ open, onClose, title, children }: ModalProps) {
  const { isTyped, watch } = useTyped(open);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Modal open={open} onClose={() => (isTyped() ? setAsking(true) : onClose())} title={title}>
        <div {...watch} className="contents">
          {children}
        </div>
      </Modal>
      <LeaveQuestion
        open={open && asking}
        onStay={() => setAsking(false)}
        onLeave={() => {
          setAsking(false);
          onClose();
        }}
      />
    </>
  );
}
