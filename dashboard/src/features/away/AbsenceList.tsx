import { useState } from "react";
import { useDeleteAbsence } from "@/api/absences";
import type { AbsenceShape } from "@/api/types.gen";
import { Badge } from "@/shared/ui/Badge";
import { IconButton } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { List } from "@/shared/ui/List";
import { whenWords } from "./words";

interface AbsenceListProps {
  label: string;
  absences: AbsenceShape[];
  /** Several people's: each row names its person. */
  named?: boolean;
  onChange: (absence: AbsenceShape) => void;
}

/** Absences under each other, those of now first, each to be changed or deleted. */
export function AbsenceList({ label, absences, named = false, onChange }: AbsenceListProps) {
  const [doomed, setDoomed] = useState<AbsenceShape | null>(null);
  const remove = useDeleteAbsence();
  const sorted = [...absences].sort((one, other) => Number(other.now) - Number(one.now));
  return (
    <>
      <List label={label}>
        {sorted.map((absence) => {
          const of = `${named ? `${absence.person.name}: ` : ""}${whenWords(absence)}`;
          return (
            <li key={absence.id} className="flex items-center gap-1 py-2 pr-2 pl-4" data-testid="absence">
              <div className="min-w-0 flex-1">
                {named && (
                  <p className="flex items-center gap-2 font-medium">
                    {absence.person.name}
                    {absence.now && <Badge tone="warn">Away now</Badge>}
                  </p>
                )}
                <p className={named ? "text-sm" : "font-medium"}>{whenWords(absence)}</p>
                <p className="text-sm text-soft">{standIns(absence)}</p>
                {absence.message && <p className="truncate text-sm text-soft">“{absence.message}”</p>}
              </div>
              <IconButton icon="compose" label={`Change: ${of}`} onClick={() => onChange(absence)} />
              <IconButton icon="close" label={`Delete: ${of}`} onClick={() => setDoomed(absence)} />
            </li>
          );
        })}
      </List>
      <Confirm
        open={doomed !== null}
        onClose={() => setDoomed(null)}
        title="Delete this absence?"
        action="Delete absence"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => doomed && remove.mutate(doomed.id, { onSuccess: () => setDoomed(null) })}
      >
        {doomed && whenWords(doomed)}. New texts come to {doomed?.person.name} then, as always.
      </Confirm>
    </>
  );
}

function standIns({ now, deputy, backups }: AbsenceShape): string {
  if (now) return deputy ? `${deputy.name} stands in` : "Nobody stands in: the managers answer";
  if (backups.length === 0) return "Nobody stands in: the managers answer";
  return `Stands in: ${backups.map((backup) => backup.name).join(", then ")}`;
}
