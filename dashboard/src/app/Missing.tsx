import { Link } from "@tanstack/react-router";
import { buttonClass } from "@/shared/ui/Button";
import { Empty, Failed } from "@/shared/ui/States";

/** A place that is not there. */
export function Missing() {
  return (
    <Empty icon="search" title="There is nothing here">
      <p className="mb-4">The page may have moved, or it is not yours to see.</p>
      <Link to="/" className={buttonClass("primary")}>
        To the inbox
      </Link>
    </Empty>
  );
}

/** A screen that broke. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  return <Failed error={error} retry={reset} />;
}
