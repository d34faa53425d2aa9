import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { absencesQuery } from "@/api/absences";
import { linesQuery, meQuery } from "@/api/me";
import type { AbsenceShape } from "@/api/types.gen";
import { NowAway } from "./NowAway";
import { longest, untilWords } from "./words";

/** On every screen: that one is away, and for whom one stands in. */
export default function AwayBanner() {
  const me = useQuery(meQuery).data?.id;
  const now = useQuery(absencesQuery).data?.items.filter((absence) => absence.now) ?? [];
  const mine = now.filter((absence) => absence.person.id === me);
  const others = now.filter((absence) => absence.deputy?.id === me && absence.person.id !== me);
  useFreshLines(others.map((absence) => absence.person.id).join(" "));
  return (
    <div role="status">
      {mine.length > 0 && (
        <div className="bg-warn-soft px-4 py-1.5 text-sm text-warn">
          <NowAway absences={mine} />
        </div>
      )}
      {others.length > 0 && (
        <p className="bg-brand-soft px-4 py-2 text-sm text-brand-text">
          <Link to="/away" className="underline-offset-4 hover:underline">
            {longestOfEach(others)
              .map((absence) => `You stand in for ${absence.person.name} ${untilWords(absence.until)}.`)
              .join(" ")}
          </Link>
        </p>
      )}
    </div>
  );
}

/** Each person once, by the absence that lasts longest. */
function longestOfEach(absences: AbsenceShape[]): AbsenceShape[] {
  const people = [...new Set(absences.map(({ person }) => person.id))];
  return people.flatMap((id) => longest(absences.filter(({ person }) => person.id === id)) ?? []);
}

/** Who begins or ceases to stand in sees other lines than before, and other conversations. */
function useFreshLines(others: string): void {
  const queries = useQueryClient();
  const before = useRef(others);
  useEffect(() => {
    if (before.current === others) return;
    before.current = others;
    void queries.invalidateQueries({ queryKey: linesQuery.queryKey });
    void queries.invalidateQueries({ queryKey: ["threads"] });
  }, [queries, others]);
}
