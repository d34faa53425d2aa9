/** "No members", "1 member", "1,250 members"; a rule's are counted only when it is asked. */
export function sizeInWords(size: number | null): string {
  if (size === null) return "Members now";
  if (size === 0) return "No members";
  return size === 1 ? "1 member" : `${size.toLocaleString()} members`;
}
