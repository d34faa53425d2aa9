import { expect, it } from "vitest";
import { fieldParts, inOneLine } from "./fieldParts";

it("tells words and fields apart", () => {
  expect(fieldParts("Hi {{ first_name | there }}, see {{custom.shop_size}}!")).toEqual([
    "Hi ",
    { label: "First name", fallback: "there" },
    ", see ",
    { label: "Shop size", fallback: "" },
    "!",
  ]);
  expect(fieldParts("{{name|there}}")).toEqual([{ label: "Full name", fallback: "there" }]);
  expect(fieldParts("No {field}")).toEqual(["No {field}"]);
  expect(fieldParts("")).toEqual([]);
});

it("names fields in one line", () => {
  expect(inOneLine("Hi {{first_name|there}}{{rep_first_name}}")).toBe("Hi [First name][Rep first name]");
});
