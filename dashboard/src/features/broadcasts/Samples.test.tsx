import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { PREVIEW } from "@/test/broadcasts";
import { Samples } from "./Samples";

test("a link without a place to break is broken anywhere, so that no part of a text is cut off", () => {
  const link = `https://example.com/${"a".repeat(80)}`;
  render(<Samples preview={{ ...PREVIEW, samples: [], sample: link }} body={link} media={[]} />);
  // What is broken anywhere counts as narrow, too, where the bubble's width is made: break-words does not.
  expect(screen.getByText(link).closest("blockquote")).toHaveClass("wrap-anywhere", "min-w-0");
});
