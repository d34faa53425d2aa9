import type { LineShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import type { Draft, FieldDraft } from "./draft";

/** The page as a phone shows it. Nothing in it can be pressed. */
export function Preview({ draft, line }: { draft: Draft; line: LineShape | undefined }) {
  const { accent, background, text } = draft.colours;
  return (
    <div
      role="img"
      aria-label={`Preview of ${draft.title || "the form"}`}
      className="mx-auto w-full max-w-90 overflow-hidden rounded-[2rem] border-8 border-rule"
    >
      <div className="flex flex-col gap-3 p-5 text-[0.95rem]" style={{ background, color: text }}>
        <p className="text-xl font-bold break-words">{draft.title || "Title"}</p>
        {draft.intro && <p className="whitespace-pre-line">{draft.intro}</p>}
        {draft.fields.map((field) => (
          <Question key={field.key} field={field} line={text} />
        ))}
        <p className="flex gap-3">
          <Box line={text} />
          <span className="min-w-0 break-words">{draft.wording}</span>
        </p>
        <p
          className="rounded-lg py-3 text-center font-semibold"
          style={{ background: accent, color: background }}
        >
          Sign up
        </p>
        {draft.keyword && line && (
          <p>
            Or text{" "}
            <span className="underline" style={{ color: accent }}>
              {draft.keyword.toUpperCase()} to {pretty(line.number)}
            </span>
            .
          </p>
        )}
      </div>
    </div>
  );
}

function Question({ field, line }: { field: FieldDraft; line: string }) {
  if (field.kind === "checkbox") {
    return (
      <p className="flex gap-3">
        <Box line={line} />
        {field.label || "…"}
      </p>
    );
  }
  return (
    <div>
      <p className="font-semibold">
        {field.label || "…"}
        {!field.required && <span className="font-normal"> (optional)</span>}
      </p>
      <p className="mt-1 h-10 rounded-lg border px-3 py-2 text-sm" style={{ borderColor: line }}>
        {field.kind === "choice" ? "Choose" : ""}
      </p>
    </div>
  );
}

function Box({ line }: { line: string }) {
  return <span className="mt-0.5 size-5 shrink-0 rounded border" style={{ borderColor: line }} />;
}
