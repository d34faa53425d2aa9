import { useMemo, useSyncExternalStore } from "react";

/** What could not be stored (a full or forbidden localStorage) lives as long as the page. */
const fallback = new Map<string, string>();
const listeners = new Map<string, Set<() => void>>();

window.addEventListener("storage", (event) => {
  if (event.key === null) for (const name of listeners.keys()) tell(name);
  else tell(event.key);
});

/** The value under a name, or null. What does not parse counts as absent. */
export function readStored<T>(name: string): T | null {
  return parsed<T>(raw(name));
}

/** Keeps a value under a name, for all tabs and until after a reload; null removes it. */
export function writeStored(name: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
    fallback.delete(name);
  } catch {
    fallback.set(name, JSON.stringify(value));
  }
  tell(name);
}

/** The value under a name, kept up with every change in whatever tab. */
export function useStored<T>(name: string): T | null {
  const text = useSyncExternalStore(
    (listener) => listen(name, listener),
    () => raw(name),
  );
  return useMemo(() => parsed<T>(text), [text]);
}

function listen(name: string, listener: () => void): () => void {
  const known = listeners.get(name) ?? new Set();
  listeners.set(name, known.add(listener));
  return () => known.delete(listener);
}

function tell(name: string): void {
  for (const listener of listeners.get(name) ?? []) listener();
}

function raw(name: string): string | null {
  const kept = fallback.get(name);
  if (kept !== undefined) return kept;
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}
