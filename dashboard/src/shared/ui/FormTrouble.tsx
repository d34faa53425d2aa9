import { ApiError, sentence } from "@/api/problem";
import { Notice } from "./States";

/** Why a form was not taken, as far as no field of it says so itself. */
export function FormTrouble({ fault, shown }: { fault: unknown; shown: string[] }) {
  if (!fault) return null;
  const fields = fault instanceof ApiError ? Object.entries(fault.fields) : [];
  const others = fields.filter(([name]) => !shown.includes(name.split(".")[0] ?? ""));
  if (fields.length > 0 && others.length === 0) return null;
  return (
    <Notice tone="danger" role="alert">
      {others.length > 0 ? others.map(([, text]) => text).join(" ") : sentence(fault)}
    </Notice>
  );
}
