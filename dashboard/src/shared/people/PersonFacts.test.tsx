import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { meQuery } from "@/api/me";
import type { Action } from "@/api/types.gen";
import { aPerson } from "@/test/fixtures";
import { PersonFacts } from "./PersonFacts";

const sam = { id: "p2", name: "Sam Two", away: true, until: null, deputy: null, leads: null };

test.each<[Action[], string]>([
  [["answer", "assign"], "Away until further notice, nobody stands in"],
  [["answer"], "Away"],
])("who may %j reads of who is away what it is told", (may, words) => {
  const queries = new QueryClient();
  queries.setQueryData(meQuery.queryKey, aPerson({ may }));
  render(
    <QueryClientProvider client={queries}>
      <PersonFacts person={sam} />
    </QueryClientProvider>,
  );
  expect(screen.getByText(/^Away/)).toHaveTextContent(new RegExp(`^${words}$`));
});
