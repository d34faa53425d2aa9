import type { FormEvent } from "react";
import { ApiError, sentence } from "@/api/problem";
import { Button } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";
import { useChangeMe } from "./useChangeMe";

/** How the person is called in conversations. */
export function NameForm({ name }: { name: string }) {
  const change = useChangeMe();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate({ name: String(new FormData(event.currentTarget).get("name")).trim() });
  };
  const error =
    change.error instanceof ApiError ? (change.error.fields.name ?? change.error.message) : undefined;
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <div className="flex-1">
        <Field
          label="Name"
          name="name"
          defaultValue={name}
          required
          maxLength={100}
          autoComplete="name"
          error={error ?? (change.error ? sentence(change.error) : undefined)}
        />
      </div>
      <Button type="submit" busy={change.isPending}>
        Save
      </Button>
    </form>
  );
}
