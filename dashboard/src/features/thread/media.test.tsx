import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { MediaShape } from "@/api/types.gen";
import { linkOf } from "@/shared/media/links";
import { renderApp, signedIn } from "@/test/app";
import { aLine, aMessage, aPerson, aThread } from "@/test/fixtures";
import { problem, serve } from "@/test/serve";
import { Bucket, FORM, nothingIsDrawn, picture, uploadsGoTo } from "@/test/uploads";

const SEND = "POST /threads/l1-c1/messages";
function world(messages = [aMessage()], more: object = {}) {
  return serve({
    "GET /me": aPerson(),
    "GET /lines": { items: [aLine()] },
    "GET /threads": { items: [aThread()] },
    "GET /threads/l1-c1": aThread(),
    "GET /threads/l1-c1/messages": { items: messages },
    "PATCH /threads/l1-c1": aThread(),
    "POST /media": Response.json(FORM, { status: 201 }),
    ...more,
  });
}

function aPicture(over: Partial<MediaShape> = {}): MediaShape {
  return {
    id: `01A-${Math.random()}`,
    state: "kept",
    type: "image/png",
    size: 2000,
    width: 40,
    height: 30,
    inline: true,
    url: "https://pictures.example.com/one?signed",
    until: new Date(Date.now() + 900_000).toISOString(),
    ...over,
  };
}

const chooser = () => screen.findByLabelText("Pictures to attach");
const send = () => screen.getByRole("button", { name: "Send" });

beforeEach(() => {
  signedIn();
  uploadsGoTo(Bucket);
});

test("a picture is drawn with words for those who do not see it, and opens large", async () => {
  HTMLDialogElement.prototype.showModal = vi.fn();
  world([aMessage({ body: "", media: [aPicture()] })]);
  renderApp("/t/l1-c1");
  const image = await screen.findByRole("img", { name: "Picture from Alma Ashby" });
  expect(image).toHaveAttribute("src", "https://pictures.example.com/one?signed");
  expect(image).toHaveAttribute("width", "40");
  await userEvent.click(screen.getByRole("button", { name: /show it large/ }));
  expect(screen.getByRole("button", { name: "Close the picture", hidden: true })).toBeInTheDocument();
});

test("what is no picture is saved, never drawn", async () => {
  world([aMessage({ media: [aPicture({ inline: false, type: "application/octet-stream" })] })]);
  renderApp("/t/l1-c1");
  expect(await screen.findByRole("link", { name: /Save file 1 \(2 kB\)/ })).toBeVisible();
  expect(within(screen.getByTestId("message")).queryByRole("img")).toBeNull();
});

test("a picture that could not be fetched says so and is asked for again", async () => {
  const failed = aPicture({
    state: "failed",
    inline: false,
    url: null,
    until: null,
    reason: "It was too large.",
  });
  const again = "POST /threads/l1-c1/messages/01A/media";
  const log = world(
    [aMessage({ body: "Look", media: [failed, aPicture({ state: "waiting", url: null })] })],
    {
      [again]: Response.json(aMessage(), { status: 202 }),
    },
  );
  renderApp("/t/l1-c1");
  expect(await screen.findByText(/could not be fetched. It was too large/)).toBeVisible();
  expect(screen.getByText("Picture is on its way…")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("button", { name: "Trying again…" })).toBeDisabled();
  expect(log.filter((seen) => seen.call === again)).toHaveLength(1);
});

test("a link is kept until it is about to end, so that pictures are not loaded anew", () => {
  const now = Date.parse("2026-11-20T10:00:00Z");
  const link = (url: string, minutes: number) =>
    linkOf({ id: "stable", state: "kept", url, until: new Date(now + minutes * 60_000).toISOString() }, now);
  expect(link("https://example.com/cat?1", 15)).toBe("https://example.com/cat?1");
  expect(link("https://example.com/cat?2", 16)).toBe("https://example.com/cat?1");
  // Another file took its place, as it may in a broadcast.
  expect(link("https://example.com/dog?1", 15)).toBe("https://example.com/dog?1");
  expect(
    linkOf(
      { id: "stable", state: "kept", url: "https://example.com/dog?3", until: "2026-11-20T11:00:00Z" },
      now + 870_000,
    ),
  ).toBe("https://example.com/dog?3");
  expect(linkOf({ id: "none", state: "kept", url: null, until: null }, now)).toBeUndefined();
});

test("a picture goes alone, by the id of its upload", async () => {
  const log = world([aMessage()], {
    [SEND]: Response.json(aMessage({ id: "02", direction: "out", body: "" }), { status: 201 }),
  });
  renderApp("/t/l1-c1");
  await userEvent.upload(await chooser(), picture());
  expect(await screen.findByText("1 picture message")).toBeVisible();
  expect(Bucket.posted[0]?.get("key")).toBe("uploads/p1/u1");
  expect((Bucket.posted[0]?.get("file") as Blob | null)?.size).toBe(6);
  await userEvent.click(send());
  await waitFor(() =>
    expect(log.find((seen) => seen.call === SEND)?.body).toEqual({ body: "", media: ["u1"] }),
  );
  expect(log.find((seen) => seen.call === "POST /media")?.body).toEqual({ type: "image/gif", size: 6 });
});

test("a picture is taken off again, and pasting attaches one", async () => {
  world();
  renderApp("/t/l1-c1");
  const field = await screen.findByRole("textbox", { name: "Message" });
  await userEvent.click(field);
  await userEvent.paste({ files: [picture()], getData: () => "" } as unknown as DataTransfer);
  await userEvent.click(await screen.findByRole("button", { name: "Remove picture 1" }));
  expect(screen.queryByRole("list", { name: "Attached" })).toBeNull();
  expect(send()).toBeDisabled();
});

test("an upload that fails says so in words, and nothing is sent with it", async () => {
  Bucket.status = 403;
  world();
  renderApp("/t/l1-c1");
  await userEvent.upload(await chooser(), picture("<img onerror=alert(1)>.gif"));
  expect(await screen.findByText(/^<img onerror=alert\(1\)>\.gif: /)).toBeVisible();
  expect(send()).toBeDisabled();
  await userEvent.click(screen.getByRole("button", { name: /^Remove <img/ }));
  expect(screen.queryByRole("alert")).toBeNull();
});

test("what carriers do not take is refused before it is uploaded", async () => {
  const fields = { type: "Carriers do not take this kind of file." };
  world([aMessage()], {
    "POST /media": problem(422, "invalid", "Some fields need another value.", { fields }),
  });
  renderApp("/t/l1-c1");
  await userEvent.upload(await chooser(), picture());
  expect(await screen.findByText("cat.gif: Carriers do not take this kind of file.")).toBeVisible();
  expect(Bucket.posted).toEqual([]);
});

test("what is a picture by its name alone is refused before it is uploaded", async () => {
  nothingIsDrawn();
  world();
  renderApp("/t/l1-c1");
  await userEvent.upload(await chooser(), new File(["notes"], "cat.jpg", { type: "image/jpeg" }));
  expect(await screen.findByRole("alert")).toHaveTextContent("cat.jpg: This file is damaged, or no picture.");
  expect(Bucket.posted).toEqual([]);
});

test("a text whose picture is gone comes back with the picture and the reason", async () => {
  const fields = { "media.0": "This upload is not here any more. Attach the file again." };
  world([aMessage()], { [SEND]: problem(422, "invalid", "Some fields need another value.", { fields }) });
  renderApp("/t/l1-c1");
  await userEvent.upload(await chooser(), picture());
  await screen.findByText("1 picture message");
  await userEvent.click(send());
  expect(await screen.findByText(/not here any more/)).toBeVisible();
  expect(await screen.findByRole("button", { name: "Remove picture 1" })).toBeVisible();
});

test("eleven pictures are one too many", async () => {
  world();
  renderApp("/t/l1-c1");
  const many = Array.from({ length: 11 }, (_, place) => picture(`${place}.gif`));
  await act(async () => userEvent.upload(await chooser(), many));
  expect(await screen.findByText("A text takes at most 10 files.")).toBeVisible();
});
