import { describe, expect, it } from "vitest";
import type { ContactShape } from "@/api/types.gen";
import { customOf, EMPTY_FORM, faultAt, formOf, patchOf } from "./form";

const contact: ContactShape = {
  id: "c1",
  phone: "+12025550110",
  name: "Ana Alder",
  first_name: "Ana",
  last_name: "Alder",
  email: "ana@example.com",
  status: "",
  package: "",
  location: "",
  zone: "",
  region: "",
  postcode: "",
  tags: ["vip", "spring"],
  custom: { Birthday: "4 May" },
  source: "rep",
  created_at: null,
};

describe("patchOf", () => {
  it("is empty while nothing was changed", () => {
    expect(patchOf(formOf(contact), contact)).toEqual({});
  });

  it("holds only what was changed, without the spaces around it", () => {
    expect(patchOf({ ...formOf(contact), email: " ana@example.org " }, contact)).toEqual({
      email: "ana@example.org",
    });
  });

  it("clears a field that was emptied", () => {
    expect(patchOf({ ...formOf(contact), last_name: "" }, contact)).toEqual({ last_name: "" });
  });

  it("does not take another order of tags for a change", () => {
    expect(patchOf({ ...formOf(contact), tags: ["spring", "vip"] }, contact)).toEqual({});
  });

  it("takes away a field of the brand's own that was removed", () => {
    expect(patchOf({ ...formOf(contact), custom: [] }, contact)).toEqual({ custom: {} });
  });
});

describe("customOf", () => {
  it("leaves out rows without a name", () => {
    const custom = [
      { name: " Size ", value: "M" },
      { name: " ", value: "lost" },
    ];
    expect(customOf({ ...EMPTY_FORM, custom })).toEqual({ Size: "M" });
  });
});

describe("faultAt", () => {
  it("finds the fault of a field, or of something inside it", () => {
    expect(faultAt({ "tags.1": "Too long." }, "tags")).toBe("Too long.");
    expect(faultAt({ tagsy: "Other." }, "tags")).toBeUndefined();
  });
});
