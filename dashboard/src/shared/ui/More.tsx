import { useEffect, useRef } from "react";
import { Button } from "./Button";

interface MoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The end of a list that has further pages: the next one comes as it is scrolled to, or by the button. */
export function More({ query }: MoreProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || !box.current || !("IntersectionObserver" in window)) return;
    const seen = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) fetchNextPage();
    });
    seen.observe(box.current);
    return () => seen.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={box} className="flex justify-center p-4">
      <Button look="quiet" busy={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {isFetchingNextPage ? "Loading more…" : "Show more"}
      </Button>
    </div>
  );
}
