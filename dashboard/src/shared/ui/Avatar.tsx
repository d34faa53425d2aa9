import { Icon } from "./Icon";

const HUES = [168, 205, 262, 320, 22, 48, 96, 140];

/** Initials in a circle, always in the same colour for the same person; a silhouette while no name is known. */
export function Avatar({ name, id, size = "size-11" }: { name: string; id: string; size?: string }) {
  const hue = HUES[hash(id) % HUES.length];
  return (
    <span
      aria-hidden="true"
      className={`${size} flex shrink-0 items-center justify-center rounded-full text-sm font-semibold bg-[oklch(0.92_0.05_var(--hue))] text-[oklch(0.36_0.09_var(--hue))] dark:bg-[oklch(0.33_0.05_var(--hue))] dark:text-[oklch(0.88_0.06_var(--hue))]`}
      style={{ "--hue": hue } as React.CSSProperties}
    >
      {name ? initials(name) : <Icon name="person" className="size-1/2" />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "")][0]?.toUpperCase() ?? "").join("");
}

function hash(text: string): number {
  let sum = 0;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum;
}
