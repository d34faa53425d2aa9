import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import type { BroadcastShape, MediaShape, Preview } from "@/api/types.gen";
import { PROGRESS } from "@/test/broadcasts";
import { type Seen, serve } from "@/test/serve";
import { Bucket, FORM, nothingIsDrawn, picture, uploadsGoTo } from "@/test/uploads";
import { invalid, LINE, MANAGER, USUAL, visit } from "@/test/usual";

const kept: MediaShape = {
  id: "b1-0",
  state: "kept",
  type: "image/gif",
  size: 6,
  width: 40,
  height: 30,
  inline: true,
  url: "https://pictures.example.com/spring?signed",
  until: new Date(Date.now() + 900_000).toISOString(),
};
const broadcast: BroadcastShape = {
  id: "b1",
  line: { id: LINE.id, number: LINE.number, label: LINE.label },
  group: "g1",
  group_name: "Spring list",
  body: "Hi {{first_name|there}}, see {{custom.shop}}",
  author: { id: MANAGER.id, name: MANAGER.name },
  at: "2026-11-01T10:00:00Z",
  stage: "done",
  media: [kept],
};
const preview: Preview = {
  basis: "exact",
  judged: 2,
  recipients: 2,
  refused: 0,
  refused_by: [],
  skipped: 0,
  skipped_by: [],
  refused_sample: [],
  waiting: 0,
  waits: [],
  segments: 1,
  segments_average: 1,
  segments_total: 2,
  encoding: "MMS",
  special_recipients: 0,
  replacements: [],
  cost: { amount: 0.06, segment: 0.03, currency: "USD", month: "2026-11", source: "https://example.com/" },
  seconds: 1,
  sample: "",
  samples: [],
  warnings: [{ code: "heavy_files", sentence: "From a toll-free number some phones get less." }],
};
const known = {
  ...USUAL,
  "GET /groups": {
    items: [{ id: "g1", name: "Spring list", live: false, size: 2, created_at: "2026-11-01T10:00:00Z" }],
  },
  "GET /broadcasts": { items: [broadcast, { ...broadcast, id: "b2", body: "", media: [kept, kept] }] },
  "GET /broadcasts/b1": broadcast,
  "GET /broadcasts/b1/recipients": { items: [] },
  "POST /media": Response.json(FORM, { status: 201 }),
  "POST /broadcasts/preview": preview,
  "POST /broadcasts": broadcast,
};

beforeEach(() => uploadsGoTo(Bucket));

async function attached() {
  const app = visit("/broadcasts/new?group=g1");
  await app.user.upload(await screen.findByLabelText("Pictures to attach"), picture());
  await screen.findByText("1 picture message each");
  await waitFor(() => expect(screen.getByLabelText("To")).toHaveValue("g1"));
  return app;
}

function asked(seen: Seen[], call: string) {
  return seen.filter((one) => one.call === call).map((one) => one.body);
}

it("sends a picture alone, once it was looked at with its price, and forgets it then", async () => {
  const seen = serve(known);
  const { user, router } = await attached();
  await user.click(screen.getByRole("button", { name: "Review" }));
  const sheet = await screen.findByRole("dialog", { name: "Send to 2 people?" });
  expect(sheet).toHaveTextContent("One picture message each, 2 in all.");
  expect(sheet).toHaveTextContent("$0.03 a picture message with carriers’ fees");
  expect(sheet).toHaveTextContent("some phones get less");
  expect(within(sheet).getByRole("img", { name: "Picture 1" })).toBeInTheDocument();
  const order = { line: "l1", group: "g1", body: "", media: ["u1"] };
  expect(asked(seen, "POST /broadcasts/preview")).toEqual([order]);
  await user.click(within(sheet).getByRole("button", { name: "Send to 2 people" }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/broadcasts/b1"));
  expect(asked(seen, "POST /broadcasts")).toEqual([order]);
  expect(localStorage.getItem("parley.draft.broadcast")).toBeNull();
});

it("tells beside the pictures what is wrong with one", async () => {
  const fault = "This upload is not here any more. Attach the file again.";
  serve({ ...known, "POST /broadcasts/preview": invalid({ "media.0": fault }) });
  const { user } = await attached();
  await user.click(screen.getByRole("button", { name: "Review" }));
  const field = screen.getByRole("group", { name: "Pictures" });
  expect(await within(field).findByText(fault)).toBeVisible();
  await user.click(within(field).getByRole("button", { name: "Remove picture 1" }));
  await user.click(screen.getByRole("button", { name: "Review" }));
  expect(screen.getByText("Write what you want to send.")).toBeVisible();
});

it("is not reviewed while a file stands there that was refused", async () => {
  const seen = serve(known);
  const { user } = await attached();
  const field = screen.getByRole("group", { name: "Pictures" });
  nothingIsDrawn();
  await user.upload(screen.getByLabelText("Pictures to attach"), picture("torn.gif"));
  await within(field).findByText(/^torn\.gif: This file is damaged/);
  await user.click(screen.getByRole("button", { name: "Review" }));
  expect(await within(field).findByText(/^Take the file away that cannot go/)).toBeVisible();
  expect(field).toHaveFocus();
  expect(asked(seen, "POST /broadcasts/preview")).toEqual([]);
  await user.click(within(field).getByRole("button", { name: "Remove torn.gif" }));
  expect(within(field).queryByText(/^Take the file away/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Review" }));
  expect(await screen.findByRole("dialog", { name: "Send to 2 people?" })).toBeVisible();
});

it("shows the pictures of a broadcast, and its fields by their names", async () => {
  serve(known);
  visit("/broadcasts/b1");
  const text = await screen.findByRole("region", { name: "Text" });
  expect(within(text).getByRole("img", { name: "Picture of this broadcast" })).toHaveAttribute(
    "src",
    kept.url,
  );
  const fields = within(text).getAllByTestId("field");
  expect(fields.map((field) => field.textContent)).toEqual(["Field: First name", "Field: Shop"]);
  expect(fields[0]).toHaveAttribute("title", "Where it is not known: “there”");
  expect(text).not.toHaveTextContent("{{");
  const [first, second] = await screen.findAllByTestId("broadcast-row");
  expect(first).toHaveTextContent("Picture: Hi [First name], see [Shop]");
  expect(second).toHaveTextContent("2 pictures");
});

describe("the pictures of a broadcast that has not begun", () => {
  const paused: BroadcastShape = {
    ...broadcast,
    stage: "paused",
    send_at: "2026-11-01T11:00:00Z",
    progress: PROGRESS,
    paused_because: "A file of it is not in the bucket any more.",
    steerable: true,
    changeable: true,
  };
  const changes = (seen: Seen[]) => asked(seen, "PATCH /broadcasts/b1");

  async function changing(answer: object = paused) {
    const seen = serve({ ...known, "GET /broadcasts/b1": paused, "PATCH /broadcasts/b1": () => answer });
    const { user } = visit("/broadcasts/b1");
    await user.click(await screen.findByRole("button", { name: "Change the text" }));
    const sheet = await screen.findByRole<HTMLDialogElement>("dialog", { name: "What shall it say?" });
    return { seen, user, sheet, field: within(sheet).getByRole("group", { name: "Pictures" }) };
  }

  it("stay where only words are changed, also of a paused one", async () => {
    const { seen, user, sheet } = await changing();
    await user.type(within(sheet).getByLabelText("Message"), "!");
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sheet).not.toBeVisible());
    expect(changes(seen)).toEqual([{ body: `${paused.body}!` }]);
  });

  it("are added to, and one is taken off", async () => {
    const { seen, user, sheet, field } = await changing();
    expect(within(field).getByRole("img", { name: "Attached picture 1" })).toHaveAttribute("src", kept.url);
    await user.upload(within(field).getByLabelText("Pictures to attach"), picture());
    await user.click(await within(field).findByRole("button", { name: "Remove picture 2" }));
    await user.upload(within(field).getByLabelText("Pictures to attach"), picture());
    await within(field).findByRole("button", { name: "Remove picture 2" });
    await user.click(within(field).getByRole("button", { name: "Remove picture 1" }));
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(sheet).not.toBeVisible());
    expect(changes(seen)).toEqual([{ body: paused.body, media: ["u1"] }]);
  });

  it("that are gone are shown as files, and none may stay", async () => {
    const { seen, user, sheet, field } = await changing();
    fireEvent.error(within(field).getByRole("img", { name: "Attached picture 1" }));
    expect(within(field).getByRole("img", { name: "Attached picture 1" })).not.toHaveAttribute("src");
    await user.click(within(field).getByRole("button", { name: "Remove picture 1" }));
    expect(within(sheet).queryByText("1 picture message each")).toBeNull();
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    await waitFor(() => expect(changes(seen)).toEqual([{ body: paused.body, media: [] }]));
  });

  it("are not lost without a question, and what is wrong with one stands beside them", async () => {
    const fault = "This upload is not here any more. Attach the file again.";
    const { user, sheet, field } = await changing(invalid({ "media.0": fault }));
    await user.click(within(field).getByRole("button", { name: "Remove picture 1" }));
    await user.click(within(sheet).getByRole("button", { name: "Save" }));
    expect(await within(field).findByText(fault)).toBeVisible();
    fireEvent(sheet, new Event("cancel", { cancelable: true }));
    expect(await screen.findByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  });
});
