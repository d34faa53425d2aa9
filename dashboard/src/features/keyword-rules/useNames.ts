import { useQuery } from "@tanstack/react-query";
import { groupChoicesQuery } from "@/api/groups";
import { useLines } from "@/api/me";
import type { LineShape } from "@/api/types.gen";
import type { Names } from "./words";

/** What the groups and people are called that rules of this line name; groups are asked for only where one is. */
export function useNames(line: LineShape, grouped: boolean): Names {
  const groups = useQuery({ ...groupChoicesQuery, enabled: grouped }).data ?? [];
  const people = useLines().flatMap(({ members }) => members);
  return { groups: named(groups), people: named([...people, ...line.members]) };
}

function named(all: { id: string; name: string }[]): Record<string, string> {
  return Object.fromEntries(all.map(({ id, name }) => [id, name]));
}
