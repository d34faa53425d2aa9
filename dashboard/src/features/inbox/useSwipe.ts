import { type PointerEvent, useRef, useState } from "react";

const TRIGGER = 96;
const SLOP = 12;

/** Follows a finger to the left and calls `done` when it went far enough. A mouse does not swipe. */
export function useSwipe(done: () => void) {
  const [offset, setOffset] = useState(0);
  const from = useRef<{ x: number; y: number } | null>(null);
  const moved = useRef(false);

  const end = () => {
    if (offset <= -TRIGGER) done();
    from.current = null;
    setOffset(0);
  };

  return {
    offset,
    dragging: offset !== 0,
    handlers: {
      onPointerDown: (event: PointerEvent) => {
        moved.current = false;
        if (event.pointerType === "touch") from.current = { x: event.clientX, y: event.clientY };
      },
      onPointerMove: (event: PointerEvent) => {
        if (!from.current) return;
        const step = Math.min(0, event.clientX - from.current.x);
        if (!moved.current && Math.abs(event.clientY - from.current.y) > -step) return;
        if (step > -SLOP && !moved.current) return;
        moved.current = true;
        setOffset(step);
      },
      onPointerUp: end,
      onPointerCancel: () => {
        from.current = null;
        setOffset(0);
      },
      onClickCapture: (event: { preventDefault: () => void; stopPropagation: () => void }) => {
        if (!moved.current) return;
        event.preventDefault();
        event.stopPropagation();
        moved.current = false;
      },
    },
  };
}
