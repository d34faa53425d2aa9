import { useQuery } from "@tanstack/react-query";
import { useLines, useMay } from "@/api/me";
import { teamQuery } from "@/api/team";
import type { PersonRef } from "@/api/types.gen";
import type { Names } from "./words";

/** Who may be given leads: those of the team who may begin conversations. */
export function useChoices(): PersonRef[] {
  const team = useQuery({ ...teamQuery, enabled: useMay("see_team") }).data ?? [];
  return team.filter(({ active, role }) => active && role !== "limited");
}

/** What people are called, as far as one sees them. */
export function useNames(): Names {
  const people = [...useLines().flatMap(({ members }) => members), ...useChoices()];
  return Object.fromEntries(people.map(({ id, name }) => [id, name]));
}
