import { ApiError, sentence } from "@/api/problem";
import type { Channel, Me } from "@/api/types.gen";
import { Notice } from "@/shared/ui/States";
import { useChangeMe } from "./useChangeMe";

const WAYS: { channel: Channel; label: string }[] = [
  { channel: "text", label: "Text to my phone" },
  { channel: "email", label: "Email" },
];

/** How the person hears of answers, and how it gets its copy of a group message. */
export function Alerts({ me }: { me: Me }) {
  const change = useChangeMe();
  const where = { text: me.phone ?? "no phone on record", email: me.email };
  const toggle = (channel: Channel, wanted: boolean) =>
    change.mutate({
      alerts: wanted ? [...me.alerts, channel] : me.alerts.filter((known) => known !== channel),
    });
  return (
    <div className="flex flex-col gap-6">
      {change.error && (
        <Notice tone="danger" role="alert">
          {(change.error instanceof ApiError && Object.values(change.error.fields)[0]) ||
            sentence(change.error)}
        </Notice>
      )}
      <fieldset>
        <legend className="mb-1 font-semibold">Tell me about new answers by</legend>
        {WAYS.map(({ channel, label }) => (
          <Choice
            key={channel}
            type="checkbox"
            name={`alert-${channel}`}
            label={label}
            detail={where[channel]}
            checked={me.alerts.includes(channel)}
            onChange={(wanted) => toggle(channel, wanted)}
          />
        ))}
        {me.alerts.includes("text") && (
          <p className="text-sm text-soft">
            Where your admin lets you, text back to an alert to answer the contact. After several alerts begin
            with the number of one, such as #2. STOP moves them to email.
          </p>
        )}
        {me.alerts.length === 0 && (
          <p className="text-sm text-soft">
            With neither chosen nothing tells you of an answer but the inbox itself.
          </p>
        )}
      </fieldset>
      <fieldset>
        <legend className="mb-1 font-semibold">My copy of a group message comes by</legend>
        {[...WAYS, { channel: null, label: "No copy" }].map(({ channel, label }) => (
          <Choice
            key={label}
            type="radio"
            name="copies"
            label={label}
            detail={channel ? where[channel] : ""}
            checked={me.copies === channel}
            onChange={() => change.mutate({ copies: channel })}
          />
        ))}
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  type: "checkbox" | "radio";
  name: string;
  label: string;
  detail: string;
  checked: boolean;
  onChange: (wanted: boolean) => void;
}

function Choice({ type, name, label, detail, checked, onChange }: ChoiceProps) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3">
      <input
        type={type}
        name={name}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 accent-brand"
      />
      <span className="flex-1">{label}</span>
      <span className="truncate text-sm text-soft">{detail}</span>
    </label>
  );
}
