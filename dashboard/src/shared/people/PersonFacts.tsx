import { useMay } from "@/api/me";
import type { PresenceShape } from "@/api/types.gen";
import { Avatar } from "@/shared/ui/Avatar";
import { presenceWords } from "./words";

/** Somebody who could be given something: who it is, whether it is there, and how busy. */
export function PersonFacts({ person }: { person: PresenceShape }) {
  const said = presenceWords(person, useMay("assign"));
  return (
    <>
      <Avatar name={person.name} id={person.id} size="size-9" />
      <span className="min-w-0 flex-1">
        <span className="block truncate">{person.name}</span>
        {said && <span className={person.away ? "text-sm text-warn" : "text-sm text-soft"}>{said}</span>}
      </span>
    </>
  );
}
