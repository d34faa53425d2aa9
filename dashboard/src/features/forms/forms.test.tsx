import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { FormPage, FormShape, WaitingOptIn } from "@/api/types.gen";
import { aPerson } from "@/test/fixtures";
import { problem, serve } from "@/test/serve";
import { invalid, LINE, USUAL, visit } from "@/test/usual";
import { draftOf, formOf, kept, nameOf, patchOf } from "./draft";

const ADMIN = aPerson({ role: "admin", may: ["answer", "initiate", "edit_forms"] });
const line = { id: LINE.id, number: LINE.number, label: LINE.label };
const form: FormShape = {
  id: "club",
  name: "Club",
  line,
  title: "Join the club",
  intro: "",
  fields: [
    { name: "phone", label: "Mobile", kind: "phone", required: true, options: [] },
    { name: "size", label: "Size", kind: "choice", required: false, options: ["small", "large"] },
  ],
  wording: "Brand may text me. Frequency varies. STOP to end.",
  wordings: [{ version: 1, text: "Brand may text me.", since: "2026-11-01T10:00:00Z" }],
  confirmation: "Brand: reply YES.",
  done: "",
  tags: ["club"],
  tag_fields: ["size"],
  keyword: "join",
  colours: { accent: "#1d4ed8", background: "#ffffff", text: "#111827" },
  widget: true,
  active: true,
  lead: false,
  url: "https://parley.example.com/api/forms/club",
  snippet: "<form>the snippet</form>",
  widget_snippet: "<script>the button</script>",
};
const rule = { place: "wording", needed: true };
const page: FormPage = {
  items: [form],
  rules: [
    { ...rule, part: "brand", phrases: ["Brand"], sentence: "I agree to receive texts from Brand." },
    { ...rule, part: "stop", phrases: ["stop"], sentence: "Reply STOP to opt out." },
    { ...rule, part: "help", phrases: ["help"], sentence: "Reply HELP for help." },
    { ...rule, part: "terms", phrases: ["terms"], sentence: "Terms: …", needed: false },
  ],
  suggested_wording: "Brand may text me. HELP, STOP.",
  suggested_confirmation: "Brand: YES?",
};
const waiting: WaitingOptIn = {
  id: "l1-c9",
  line,
  contact: { id: "c9", name: "", phone: "+442079460018" },
  reason: "country",
  source: "form",
  form: "club",
  page: "https://example.com/join",
  at: "2026-11-20T10:00:00Z",
};
const known = {
  ...USUAL,
  "GET /me": ADMIN,
  "GET /forms": page,
  "GET /opt-ins/review": { items: [waiting] },
};

describe("forms", () => {
  it("are listed with their line and keyword, and lead to their editor", async () => {
    serve(known);
    const { user, router } = visit("/settings/forms");
    // The first of the file waits for the screen to be loaded, too.
    const link = await screen.findByRole("link", { name: /Club/ }, { timeout: 5000 });
    expect(link).toHaveTextContent("or JOIN by text");
    await user.click(link);
    await waitFor(() => expect(router.state.location.pathname).toBe("/settings/forms/club"));
    expect(await screen.findByLabelText("Title")).toHaveValue("Join the club");
  });

  it("are for admins only", async () => {
    const seen = serve(USUAL);
    visit("/settings/forms");
    expect(await screen.findByText("Forms are made by admins.")).toBeVisible();
    expect(seen.some((asked) => asked.call === "GET /forms")).toBe(false);
  });

  it("tell what their wording lacks, and add it by a tap", async () => {
    serve(known);
    const { user } = visit("/settings/forms/club");
    const wording = await screen.findByLabelText("Words beside the box");
    const list = screen.getByRole("list", { name: "Words beside the box: what it must say" });
    expect(within(list).getByText("HELP").parentElement).toHaveTextContent("Missing: HELP");
    await user.click(screen.getByRole("button", { name: "Add what is missing" }));
    expect(wording).toHaveValue(`${form.wording} Reply HELP for help.`);
    expect(within(list).getByText("HELP").parentElement).toHaveTextContent("Said: HELP");
  });

  it("send what was changed, and show what the server refused beside its field", async () => {
    let tries = 0;
    const seen = serve({
      ...known,
      "PATCH /forms/club": () => {
        tries += 1;
        return tries === 1 ? invalid({ wording: "This must also say (rates).", accent: "Too pale." }) : form;
      },
    });
    const { user } = visit("/settings/forms/club");
    const title = await screen.findByLabelText("Title");
    await user.clear(title);
    await user.type(title, "Join us");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("This must also say (rates).")).toBeVisible();
    expect(screen.getByLabelText("Words beside the box")).toHaveAttribute("aria-invalid", "true");
    expect(screen.getByLabelText("Accent")).toHaveAttribute("aria-invalid", "true");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved")).toBeVisible();
    expect(seen.findLast((asked) => asked.call.startsWith("PATCH"))?.body).toEqual({ title: "Join us" });
  });

  it("are made with questions of one's own, under one key", async () => {
    const seen = serve({ ...known, "POST /forms": { ...form, id: "fair", name: "Fair" } });
    const { user, router } = visit("/settings/forms/new");
    await user.type(await screen.findByLabelText("Name"), "Fair");
    await user.type(screen.getByLabelText("Title"), "Spring fair");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.type(screen.getAllByLabelText("Label").at(-1) as HTMLElement, "Shoe size");
    await user.click(screen.getAllByLabelText("Answer becomes a tag").at(-1) as HTMLElement);
    await user.click(screen.getByRole("button", { name: "Create form" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/settings/forms/fair"));
    const post = seen.find((asked) => asked.call === "POST /forms");
    expect(post?.headers.get("Idempotency-Key")).toBeTruthy();
    expect(post?.body).toMatchObject({
      name: "Fair",
      line: "l1",
      wording: page.suggested_wording,
      tag_fields: ["shoe_size"],
    });
    expect((post?.body as { fields: object[] } | undefined)?.fields.at(-1)).toEqual({
      name: "shoe_size",
      label: "Shoe size",
      kind: "text",
      required: false,
      options: [],
    });
  });

  it("keep unsaved work until one agrees to lose it", async () => {
    serve(known);
    const { user, router } = visit("/settings/forms/club");
    const title = await screen.findByLabelText("Title");
    expect(screen.getByRole("button", { name: "Save" })).toBeDisabled();
    await user.type(title, "!");
    expect(screen.getByRole("button", { name: "Save" })).toBeEnabled();
    await user.click(screen.getByRole("link", { name: "Back" }));
    const asked = await screen.findByRole("dialog", { name: "Leave without saving?" });
    await user.click(within(asked).getByRole("button", { name: "Cancel" }));
    expect(title).toHaveValue("Join the club!");
    await user.click(screen.getByRole("link", { name: "Back" }));
    await user.click(await screen.findByRole("button", { name: "Leave" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/settings/forms"));
  });

  it("let one leave at once what was not touched", async () => {
    serve(known);
    const { user, router } = visit("/settings/forms/new");
    await screen.findByLabelText("Title");
    await user.click(screen.getByRole("link", { name: "Back" }));
    await waitFor(() => expect(router.state.location.pathname).toBe("/settings/forms"));
  });

  it("show a preview that follows what is typed", async () => {
    serve(known);
    const { user } = visit("/settings/forms/club");
    await user.type(await screen.findByLabelText("Title"), " today");
    const preview = screen.getByRole("img", { name: "Preview of Join the club today" });
    expect(preview).toHaveTextContent("Join the club today");
    expect(preview).toHaveTextContent("Or text JOIN to (800) 555-0101");
  });

  it("offer link, snippet, button and codes, which are drawn only when wanted", async () => {
    serve(known);
    const { user } = visit("/settings/forms/club");
    expect(await screen.findByRole("link", { name: form.url })).toHaveAttribute("href", form.url);
    expect(screen.getByLabelText("For your own page")).toHaveValue(form.snippet);
    expect(screen.getByLabelText("For the “Text us” button")).toHaveValue(form.widget_snippet);
    await user.click(screen.getByRole("button", { name: "Show QR codes" }));
    const code = await screen.findByRole("img", { name: "Code of the page" });
    expect(code.querySelector("path")?.getAttribute("d")?.length).toBeGreaterThan(1000);
    expect(screen.getByRole("img", { name: "Code to text JOIN" })).toBeVisible();
  });
});

describe("opt-ins that wait", () => {
  it("are let pass or turned down, and a refusal says why", async () => {
    const seen = serve({
      ...known,
      "POST /opt-ins/review/l1-c9": ({ body }: { body: unknown }) =>
        (body as { accept: boolean }).accept
          ? problem(409, "number_barred", "Add the country first.")
          : new Response(null, { status: 202 }),
    });
    const { user } = visit("/settings/forms");
    expect(await screen.findByText("Another country")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Let pass" }));
    expect(await screen.findByText("Add the country first.")).toBeVisible();
    await user.click(screen.getByRole("button", { name: "Turn down" }));
    expect(await screen.findByText(/was turned down/)).toBeVisible();
    const posts = seen.filter((asked) => asked.call.startsWith("POST"));
    expect(posts.map((asked) => asked.body)).toEqual([{ accept: true }, { accept: false }]);
  });
});

describe("a draft", () => {
  it("that nobody touched changes nothing", () => {
    const draft = draftOf(form);
    expect(patchOf(draft, form)).toEqual({});
    expect(formOf(draft).fields).toEqual(form.fields);
  });

  it("forgets a tag whose question is gone", () => {
    const draft = draftOf(form);
    const fields = draft.fields.filter((field) => field.name !== "size");
    expect(formOf({ ...draft, fields }).tag_fields).toEqual([]);
  });

  it("names a question after its label", () => {
    expect(["Shoe size?", " Ünder 18 ", "18 or more", "?"].map(nameOf)).toEqual([
      "shoe_size",
      "under_18",
      "or_more",
      "",
    ]);
  });

  it("is judged by whole phrases, whatever their case", () => {
    expect(kept(page.rules, "wording", "brand, STOP").map((found) => found.kept)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
