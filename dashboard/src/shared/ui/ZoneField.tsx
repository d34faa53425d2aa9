import { type ComponentProps, useId } from "react";
import { Field } from "./Field";

/** A time zone by its IANA name, with all the names this browser knows offered. */
export function ZoneField(props: ComponentProps<typeof Field>) {
  const list = useId();
  return (
    <>
      <Field {...props} list={list} placeholder="America/New_York" spellCheck={false} />
      <datalist id={list}>
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
