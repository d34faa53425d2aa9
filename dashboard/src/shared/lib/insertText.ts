/**
 * Puts `text` where the caret is, as if it were typed: it replaces what is selected, the field's own listeners hear of
 * it, and the browser's undo takes it back.
 */
export function insertText(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  const before = area.value.slice(0, area.selectionStart);
  const inserted = /\S$/.test(before) ? ` ${text}` : text;
  // No newer call keeps the undo. Where a browser has given it up, the text goes in without.
  if (document.execCommand?.("insertText", false, inserted)) return;
  area.setRangeText(inserted, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}
