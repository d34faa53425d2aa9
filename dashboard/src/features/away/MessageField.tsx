import { TextArea } from "@/shared/ui/Field";
import { LONGEST } from "./words";

interface MessageFieldProps {
  value: string;
  onChange: (message: string) => void;
  error?: string | undefined;
}

/** What contacts who text meanwhile are told by itself. */
export function MessageField({ value, onChange, error }: MessageFieldProps) {
  const left = LONGEST - value.trim().length;
  return (
    <TextArea
      label="What contacts are told"
      name="message"
      rows={3}
      value={value}
      error={error ?? (left < 0 ? `Say it in at most ${LONGEST} characters.` : undefined)}
      hint={
        <>
          {value.trim() ? "Sent once to whoever texts meanwhile. " : "Empty: nothing is sent by itself. "}
          <span className="tabular-nums">{left} left</span>
        </>
      }
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
