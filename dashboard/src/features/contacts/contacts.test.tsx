import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { ContactShape } from "@/api/types.gen";
import { aThread } from "@/test/fixtures";
import { problem, serve } from "@/test/serve";
import { invalid, LINE, MANAGER, USUAL, visit } from "@/test/usual";

const ana: ContactShape = {
  id: "c1",
  phone: "+12025550110",
  name: "Ana Alder",
  first_name: "Ana",
  last_name: "Alder",
  email: "",
  status: "",
  package: "",
  location: "",
  zone: "",
  region: "",
  postcode: "",
  tags: ["vip"],
  custom: {},
  source: "rep",
  created_at: null,
};
const line = { id: LINE.id, number: LINE.number, label: LINE.label };
const known = {
  ...USUAL,
  "GET /contacts": { items: [ana], cursor: null },
  "GET /contacts/c1": { ...ana, consents: [{ line, state: "no", thread: "l1-c1" }] },
};

describe("contacts", () => {
  it("finds people by what is typed", async () => {
    const seen = serve({
      ...USUAL,
      "GET /contacts": ({ query }) => ({ items: query.get("q") === "bo" ? [] : [ana] }),
    });
    const { user } = visit("/contacts");
    expect(await screen.findByRole("link", { name: /Ana Alder/ })).toHaveTextContent("(202) 555-0110");
    await user.type(screen.getByRole("searchbox", { name: "Search by name or number" }), "bo");
    expect(await screen.findByText("Nobody found for “bo”")).toBeVisible();
    expect(seen.map((asked) => asked.query.get("q"))).toContain("bo");
  });

  it("fetches the next page on demand", async () => {
    const ben = { ...ana, id: "c2", name: "Ben Birch" };
    serve({
      ...USUAL,
      "GET /contacts": ({ query }) =>
        query.get("cursor") ? { items: [ben] } : { items: [ana], cursor: "next" },
    });
    const { user } = visit("/contacts");
    await user.click(await screen.findByRole("button", { name: "Show more" }));
    expect(await screen.findByRole("link", { name: /Ben Birch/ })).toBeVisible();
    expect(screen.getByRole("link", { name: /Ana Alder/ })).toBeVisible();
  });

  it("shows what is wrong with a new contact at its field, and goes to the field", async () => {
    serve({ ...known, "POST /contacts": () => invalid({ phone: "This cannot be a phone number." }) });
    const { user } = visit("/contacts");
    await user.click(await screen.findByRole("button", { name: "Add a contact" }));
    await user.type(screen.getByLabelText("Phone number"), "12");
    await user.click(screen.getByRole("button", { name: "Add contact" }));
    await waitFor(() => expect(screen.getByLabelText("Phone number")).toHaveFocus());
    expect(screen.getByLabelText("Phone number")).toHaveAccessibleDescription(
      "This cannot be a phone number.",
    );
  });

  it("says in the form that a number is known already", async () => {
    serve({
      ...known,
      "POST /contacts": () => problem(409, "conflict", "This number is a contact already."),
    });
    const { user } = visit("/contacts");
    await user.click(await screen.findByRole("button", { name: "Add a contact" }));
    await user.click(screen.getByRole("button", { name: "Add contact" }));
    expect(await screen.findByRole("alert")).toHaveTextContent("This number is a contact already.");
  });

  it("opens a contact once it is made", async () => {
    serve({ ...known, "POST /contacts": ana });
    const { user, router } = visit("/contacts");
    await user.click(await screen.findByRole("button", { name: "Add a contact" }));
    await user.type(screen.getByLabelText("Phone number"), "202 555 0110");
    await user.click(screen.getByRole("button", { name: "Add contact" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/contacts/c1"));
  });
});

describe("a contact", () => {
  it("shows the consent of each line with the way into its conversation", async () => {
    serve(known);
    visit("/contacts/c1");
    const consent = await screen.findByRole("region", { name: "Consent" });
    const link = within(consent).getByRole("link", { name: /Own line.*Opted out/ });
    expect(link).toHaveAttribute("href", "/t/l1-c1");
    expect(screen.getByRole("link", { name: "Text" })).toHaveAttribute("href", "/new?to=c1");
  });

  it("sends only what was changed", async () => {
    const seen = serve({ ...known, "PATCH /contacts/c1": { ...ana, email: "ana@example.com" } });
    const { user } = visit("/contacts/c1");
    await user.click(await screen.findByRole("button", { name: "Edit" }));
    await user.type(screen.getByLabelText("Email"), "ana@example.com");
    await user.type(screen.getByLabelText("Tags"), "spring{Enter}");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByRole("link", { name: "ana@example.com" })).toBeVisible();
    const patch = seen.find((asked) => asked.call.startsWith("PATCH"));
    expect(patch?.body).toEqual({ email: "ana@example.com", tags: ["vip", "spring"] });
    expect(screen.getByText("Opted out")).toBeVisible();
  });

  it("is deleted only after a confirmation", async () => {
    const seen = serve({ ...known, "DELETE /contacts/c1": null });
    const { user, router } = visit("/contacts/c1");
    await user.click(await screen.findByRole("button", { name: "Delete contact" }));
    expect(seen.some((asked) => asked.call.startsWith("DELETE"))).toBe(false);
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Delete contact" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/contacts"));
    expect(seen.some((asked) => asked.call.startsWith("DELETE"))).toBe(true);
  });

  it("offers no deletion to who may not", async () => {
    serve({ ...known, "GET /me": { ...MANAGER, role: "standard", may: ["initiate", "edit_contacts"] } });
    visit("/contacts/c1");
    expect(await screen.findByRole("button", { name: "Edit" })).toBeVisible();
    expect(screen.queryByRole("button", { name: "Delete contact" })).not.toBeInTheDocument();
  });
});

describe("a contact's page", () => {
  it("follows what happens meanwhile", async () => {
    let asked = 0;
    let news: object[] = [];
    serve({
      ...known,
      "GET /updates": () => ({ cursor: String(++asked), threads: news }),
      "GET /contacts/c1": () => ({
        ...ana,
        consents: [{ line, state: news.length ? "yes" : "no", thread: "l1-c1" }],
      }),
    });
    visit("/contacts/c1");
    expect(await screen.findByText("Opted out")).toBeVisible();
    news = [
      aThread({ id: "l1-c1", contact: { id: "c1", name: ana.name, phone: ana.phone }, consent: "yes" }),
    ];
    expect(await screen.findByText("Opted in", {}, { timeout: 8000 })).toBeVisible();
  }, 15_000);
});
