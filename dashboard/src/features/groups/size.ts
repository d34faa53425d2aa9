/** "No members", "1 member", "1,250 members". */
export function sizeInWords(size: number): string {
  if (size === 0) return "No members";
  return size === 1 ? "1 member" : `${size.toLocaleString()} members`;
}
