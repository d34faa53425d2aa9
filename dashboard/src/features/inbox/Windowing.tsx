import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";

const ROW_HEIGHT = 88;

/** Which rows of a long list are drawn, and where; `measure` is each row's ref, so that heights are true. */
export interface Drawn {
  rows: { index: number; start: number }[];
  height: number;
  measure: (row: Element | null) => void;
}

interface WindowingProps {
  box: RefObject<HTMLDivElement | null>;
  keys: string[];
  onDrawn: (drawn: Drawn) => void;
}

/** Keeps only the rows near the eye in the page. It draws nothing itself: the list stays the one it is. */
export default function Windowing({ box, keys, onDrawn }: WindowingProps) {
  // The rows that stand there already keep their places: nothing jumps as the list becomes a long one.
  const [heights] = useState(() =>
    [...(box.current?.querySelectorAll("li") ?? [])].map((row) => row.offsetHeight),
  );
  const virtual = useVirtualizer({
    count: keys.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => heights[index] ?? ROW_HEIGHT,
    getItemKey: (index) => keys[index] ?? index,
    overscan: 8,
    // The last row can be scrolled clear of a toast.
    paddingEnd: 96,
    initialOffset: () => box.current?.scrollTop ?? 0,
    initialRect: { width: 360, height: 800 },
  });
  const rows = virtual.getVirtualItems();
  const height = virtual.getTotalSize();
  const told = useRef("");
  // Only what differs is told: the list draws itself anew for it.
  useLayoutEffect(() => {
    const now = `${height} ${rows.map((row) => `${row.key}@${row.start}`).join(" ")}`;
    if (now === told.current) return;
    told.current = now;
    onDrawn({ rows, height, measure: virtual.measureElement });
  });
  return null;
}
