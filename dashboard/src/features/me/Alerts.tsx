import { Fragment } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { Channel, EventAlerts, Me } from "@/api/types.gen";
import { Notice } from "@/shared/ui/States";
import { Choice } from "./Choice";
import { QuietHours } from "./QuietHours";
import { ThisDevice } from "./ThisDevice";
import { useChangeMe } from "./useChangeMe";

type Way = { channel: Channel; label: string; short: string };

const BY_COPY: { channel: "text" | "email"; label: string; short: string }[] = [
  { channel: "text", label: "Text to my phone", short: "Text" },
  { channel: "email", label: "Email", short: "Email" },
];

const ON_DEVICES: Way = { channel: "push", label: "My devices", short: "Device" };

const EVENTS: { event: keyof EventAlerts; label: string }[] = [
  { event: "message", label: "New answers" },
  { event: "lead", label: "Leads" },
  { event: "mention", label: "Mentions" },
  { event: "escalation", label: "Nobody has answered" },
];

/** How the person hears of what happens, and how it gets its copy of a group message. */
export function Alerts({ me }: { me: Me }) {
  const change = useChangeMe();
  const where = { text: me.phone ?? "no phone yet", email: me.email };
  const toggle = (event: keyof EventAlerts, channel: Channel, wanted: boolean) => {
    const known = me.events[event];
    const chosen = wanted ? [...known, channel] : known.filter((one) => one !== channel);
    change.mutate({ events: { [event]: chosen } });
  };
  const pushed = EVENTS.map(({ event }) => me.events[event]).filter((ways) => ways.includes("push"));
  // The choice outlives the last device where its push service took that: it must be seen to be taken off.
  const ways: Way[] = me.devices.length > 0 || pushed.length > 0 ? [...BY_COPY, ON_DEVICES] : BY_COPY;
  const columns = { "--ways": ways.length } as React.CSSProperties;
  const texted = EVENTS.some(({ event }) => me.events[event].includes("text"));
  return (
    <div className="flex flex-col gap-6">
      {change.error && (
        <Notice tone="danger" role="alert">
          {(change.error instanceof ApiError && Object.values(change.error.fields)[0]) ||
            sentence(change.error)}
        </Notice>
      )}
      <fieldset>
        <legend className="mb-1 font-semibold">Tell me about</legend>
        <div className="grid grid-cols-[1fr_repeat(var(--ways),3.5rem)] items-center" style={columns}>
          <span />
          {ways.map(({ channel, short }) => (
            <span key={channel} aria-hidden="true" className="text-center text-sm text-soft">
              {short}
            </span>
          ))}
          {EVENTS.map(({ event, label }) => (
            <Fragment key={event}>
              <span aria-hidden="true">{label}</span>
              {ways.map(({ channel, short }) => (
                <label key={channel} className="flex min-h-11 cursor-pointer items-center justify-center">
                  <input
                    type="checkbox"
                    name={`alert-${event}-${channel}`}
                    aria-label={`${label}: ${short}`}
                    checked={me.events[event].includes(channel)}
                    onChange={({ target }) => toggle(event, channel, target.checked)}
                    className="size-5 accent-brand"
                  />
                </label>
              ))}
            </Fragment>
          ))}
        </div>
        {me.devices.length === 0 && pushed.length > 0 && (
          <Notice tone="warn">
            {pushed.some((ways) => ways.length === 1)
              ? "No device is left: email is used."
              : "No device is left: the other ways are used."}
          </Notice>
        )}
        <ThisDevice me={me} />
        {texted && (
          <p className="text-sm text-soft">
            Where your admin lets you, text back to an alert to answer the contact. After several alerts begin
            with the number of one, such as #2. STOP moves them to email.
          </p>
        )}
        {me.events.message.length === 0 && (
          <p className="text-sm text-soft">Nothing tells you of a new answer but the inbox itself.</p>
        )}
      </fieldset>
      <QuietHours quiet={me.quiet} />
      <fieldset>
        <legend className="mb-1 font-semibold">My copy of a group message comes by</legend>
        {BY_COPY.map(({ channel, label }) => (
          <Choice
            key={channel}
            type="radio"
            name="copies"
            label={label}
            detail={where[channel]}
            checked={me.copies === channel}
            onChange={() => change.mutate({ copies: channel })}
          />
        ))}
        <Choice
          type="radio"
          name="copies"
          label="No copy"
          detail=""
          checked={me.copies === null}
          onChange={() => change.mutate({ copies: null })}
        />
      </fieldset>
    </div>
  );
}
