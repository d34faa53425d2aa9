import { type FormEvent, useId } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { Me } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { inputClass } from "@/shared/ui/Field";
import { useChangeMe } from "./useChangeMe";

const NIGHT = { begins: "22:00", ends: "07:00" };

/** From when to when the person's phone stays quiet: alerts come by email meanwhile. */
export function QuietHours({ quiet }: { quiet: Me["quiet"] }) {
  const change = useChangeMe();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const error =
    change.error instanceof ApiError
      ? (Object.values(change.error.fields)[0] ?? change.error.message)
      : change.error && sentence(change.error);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [begins, ends] = ["begins", "ends"].map((name) => String(form.get(name)));
    change.mutate({ quiet: { begins: begins ?? "", ends: ends ?? "", zone: here } });
  };
  return (
    <fieldset>
      <legend className="mb-1 font-semibold">Quiet hours</legend>
      <Checkbox
        label="At night alerts come by email only"
        checked={quiet !== null}
        disabled={change.isPending}
        onChange={(on) => change.mutate({ quiet: on ? { ...NIGHT, zone: here } : null })}
      />
      {quiet && (
        <form onSubmit={submit} className="mt-1 flex flex-wrap items-end gap-2">
          <Time label="From" name="begins" value={quiet.begins} />
          <Time label="To" name="ends" value={quiet.ends} />
          <Button type="submit" busy={change.isPending}>
            Save
          </Button>
          <p className="w-full text-sm text-soft">
            By the clocks of {quiet.zone ? quiet.zone.replaceAll("_", " ") : "your brand"}.
            {quiet.zone !== here && ` Saving sets them to ${here.replaceAll("_", " ")}.`}
          </p>
        </form>
      )}
      {error && (
        <p role="alert" className="text-sm text-danger">
          {error}
        </p>
      )}
    </fieldset>
  );
}

function Time({ label, name, value }: { label: string; name: string; value: string }) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        key={value}
        name={name}
        type="time"
        required
        defaultValue={value}
        className={`${inputClass} w-32`}
      />
    </div>
  );
}
