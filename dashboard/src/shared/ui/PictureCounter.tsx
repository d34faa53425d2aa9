import { cx } from "@/shared/lib/cx";
import { MAX_BODY } from "@/shared/lib/segments";

/** With a picture a text is one MMS, however long its words are. `each`: it goes to several. */
export function PictureCounter({ body, each = false }: { body: string; each?: boolean }) {
  const over = body.length - MAX_BODY;
  const fits = each ? "1 picture message each" : "1 picture message";
  return (
    <p data-testid="segments" className={cx("text-xs", over > 0 ? "text-danger" : "text-soft")}>
      {over > 0 ? `${over} too many characters. A text has at most ${MAX_BODY}.` : fits}
    </p>
  );
}
