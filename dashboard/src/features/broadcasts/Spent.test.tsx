import { render, screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { BroadcastShape } from "@/api/types.gen";
import { Spent } from "./Spent";

const cost = { amount: 11.4, segment: 0.0114, currency: "USD", month: "2026-11", source: "list" };

function shown(more: Partial<BroadcastShape>) {
  return render(<Spent broadcast={{ segments: 1000, cost, media: [], ...more } as BroadcastShape} />);
}

describe("what a broadcast cost", () => {
  it("is told of the texts that went", () => {
    shown({});
    expect(screen.getByText(/1,000 segments/)).toHaveTextContent(
      "Went out so far: 1,000 segments. About $11.40, $0.0114 a segment with carriers’ fees.",
    );
  });

  it("is by the message where pictures go along", () => {
    shown({ segments: 1, media: [{} as NonNullable<BroadcastShape["media"]>[number]] });
    expect(screen.getByText(/1 picture message\./)).toHaveTextContent("a picture message with");
  });

  it.each([{ segments: 0 }, { segments: null, cost: null }])("is not told where none is known", (more) => {
    expect(shown(more).container).toBeEmptyDOMElement();
  });
});
