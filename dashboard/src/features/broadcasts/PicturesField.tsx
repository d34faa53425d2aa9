import type { LineKind } from "@/api/types.gen";
import { AttachButton, AttachTray } from "@/shared/media/Attach";
import type { Attachments } from "@/shared/media/useAttachments";

interface PicturesFieldProps {
  attachments: Attachments;
  kind: LineKind;
  error: string | undefined;
}

/** The pictures that go to everybody. */
export function PicturesField({ attachments, kind, error }: PicturesFieldProps) {
  return (
    <fieldset aria-invalid={Boolean(error) || undefined} tabIndex={error ? -1 : undefined}>
      <legend className="text-sm font-medium">Pictures</legend>
      <div className="-ml-2.5">
        <AttachButton attachments={attachments} />
      </div>
      {/* For a sheet to see that something was changed. */}
      <input type="hidden" value={attachments.media.map((one) => one.id).join(" ")} />
      <AttachTray attachments={attachments} kind={kind} />
      {error && (
        <p role="alert" className="px-1 text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}
