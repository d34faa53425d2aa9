import { type ComponentType, lazy } from "react";

/** A part that comes later and that the page can do without: where it cannot be fetched, nothing stands there. */
export function optional<P>(load: () => Promise<{ default: ComponentType<P> }>) {
  return lazy(() => load().catch(() => ({ default: Nothing })));
}

function Nothing() {
  return null;
}
