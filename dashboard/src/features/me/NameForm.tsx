import { type FormEvent, useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import { Button } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";
import { useChangeMe } from "./useChangeMe";

/** How the person is called in conversations. */
export function NameForm({ name }: { name: string }) {
  const change = useChangeMe();
  const [empty, setEmpty] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get("name")).trim();
    setEmpty(wanted === "");
    if (wanted) change.mutate({ name: wanted });
  };
  const refused =
    change.error instanceof ApiError ? (change.error.fields.name ?? change.error.message) : undefined;
  const error = refused ?? (change.error ? sentence(change.error) : undefined);
  return (
    <form noValidate onSubmit={submit} className="flex items-start gap-2">
      <div className="flex-1">
        <Field
          label="Name"
          name="name"
          defaultValue={name}
          maxLength={100}
          autoComplete="name"
          error={empty ? "Others see who writes: give yourself a name. The old one stays until then." : error}
        />
      </div>
      <Button type="submit" className="mt-[1.625rem]" busy={change.isPending}>
        Save
      </Button>
    </form>
  );
}
