import { screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { LeadImport, LeadImported } from "@/api/types.gen";
import { aLine, aPerson } from "@/test/fixtures";
import { problem, type Seen, serve } from "@/test/serve";
import { MANAGER, USUAL, visit } from "@/test/usual";

const PATH = "POST /leads/import";
const HEAD = "Phone;First name;Consent wording;When agreed";

/** As the server would: a number of two digits is none. */
function taken({ body }: Seen): LeadImported {
  return {
    rows: (body as LeadImport).rows.map(({ row, phone, opt_in }) =>
      (phone ?? "").length > 2
        ? { row, outcome: "created", lead: `l1-c${row}`, asked: Boolean(opt_in?.wording), faults: [] }
        : {
            row,
            outcome: "refused",
            lead: null,
            asked: false,
            faults: [{ field: "phone", reason: "This cannot be a phone number.", remedy: "Correct it." }],
          },
    ),
  };
}

async function opened(text: string | Uint8Array<ArrayBuffer>, table = {}) {
  const log = serve({ ...USUAL, "GET /leads": { items: [] }, [PATH]: taken, ...table });
  const { user } = visit("/leads/import");
  const field = await screen.findByLabelText("File");
  await user.upload(field, new File([text], "fair.csv", { type: "text/csv" }));
  return { log, user };
}

const sent = (log: Seen[]) => log.filter((seen) => seen.call === PATH).map((seen) => seen.body as LeadImport);

afterEach(() => vi.useRealTimers());

test("a manager finds the import on the page of leads; who begins no conversations does not", async () => {
  serve({ ...USUAL, "GET /leads": { items: [] } });
  const { user, unmount } = visit("/leads");
  await user.click(await screen.findByRole("link", { name: "Import" }));
  expect(await screen.findByRole("heading", { name: "Import leads" })).toBeVisible();
  unmount();
  serve({ ...USUAL, "GET /me": aPerson({ may: ["answer"] }), "GET /leads": { items: [] } });
  visit("/leads");
  await screen.findByText("No leads here");
  expect(screen.queryByRole("link", { name: "Import" })).toBeNull();
});

test("columns are guessed, corrected and shown, and the rows come in with their proofs", async () => {
  const lines = `${HEAD}\r\n(202) 555-0171;Gus;I agree to texts;2026-03-01T14:00:00Z\r\n12;Lou;;\r\n`;
  const { log, user } = await opened(`\ufeff${lines}`);
  expect(await screen.findByText("fair.csv is read: 2 rows.")).toBeVisible();
  expect(screen.getByLabelText("Phone number")).toHaveDisplayValue("Phone");
  expect(screen.getByLabelText("The words they agreed to")).toHaveDisplayValue("Consent wording");
  await user.selectOptions(screen.getByLabelText("When they agreed"), "When agreed");
  const rows = within(screen.getByRole("list", { name: "The first rows" }));
  expect(rows.getByText("I agree to texts")).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Bring in 2 rows" }));
  expect(await screen.findByText("All rows are done.")).toBeVisible();
  const [body] = sent(log);
  expect([body?.line, body?.file, body?.more]).toEqual(["l1", "fair.csv", false]);
  expect(body?.rows[0]).toMatchObject({
    row: 2,
    phone: "(202) 555-0171",
    first_name: "Gus",
    opt_in: { wording: "I agree to texts", at: "2026-03-01T14:00:00Z" },
  });
  expect(screen.getByText("Row 3: 12, Lou")).toBeVisible();
  expect(screen.getByText("Phone number: This cannot be a phone number. Correct it.")).toBeVisible();
  expect(screen.getByText("Asked to confirm by YES").nextSibling).toHaveTextContent("1");
});

test("without proof it says what follows, and sends none", async () => {
  const { log, user } = await opened(`${HEAD}\n2025550171;Gus;I agree;\n`);
  await user.click(await screen.findByRole("radio", { name: "The file does not prove it" }));
  expect(screen.getByText(/^No text goes to them, and nobody can text them first/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Bring in 1 row" }));
  await screen.findByText("All rows are done.");
  expect(sent(log)[0]?.rows[0]?.opt_in).toBeNull();
});

test("the column of numbers must be chosen, and that of the words if there is proof", async () => {
  const { log, user } = await opened("Who,What\nGus,555 0171\n");
  await user.click(await screen.findByRole("radio", { name: "Yes, and the file proves it" }));
  await user.click(screen.getByRole("button", { name: /^Bring in/ }));
  expect(screen.getByText("Choose the column with the phone numbers.")).toBeVisible();
  expect(screen.getByText("Choose the column with these words.")).toBeVisible();
  expect(sent(log)).toEqual([]);
  await user.selectOptions(screen.getByLabelText("Phone number"), "What");
  await user.click(screen.getByRole("radio", { name: "The file does not prove it" }));
  await user.click(screen.getByRole("button", { name: /^Bring in/ }));
  await waitFor(() => expect(sent(log)[0]?.rows[0]?.phone).toBe("555 0171"));
});

test("a file without names has its first row among the others", async () => {
  const { log, user } = await opened("2025550171,Gus\n2025550172,Lou\n");
  expect(await screen.findByRole("checkbox", { name: "The first row names the columns" })).not.toBeChecked();
  expect(screen.getByLabelText("Phone number")).toHaveDisplayValue("Column 1 (2025550171)");
  await user.click(screen.getByRole("button", { name: "Bring in 2 rows" }));
  await waitFor(() => expect(sent(log)[0]?.rows.map(({ row }) => row)).toEqual([1, 2]));
});

test("what stops in the middle goes on where it was", async () => {
  let refuse = true;
  const answer = (seen: Seen) =>
    refuse && (seen.body as LeadImport).rows[0]?.row === 52
      ? problem(403, "line_not_yours", "You do not stand on this line's access list.")
      : taken(seen);
  const many = Array.from({ length: 70 }, (_, at) => `20255510${String(at).padStart(2, "0")},Ann`);
  const { log, user } = await opened(`Phone,Name\n${many.join("\n")}\n`, { [PATH]: answer });
  await user.click(await screen.findByRole("button", { name: "Bring in 70 rows" }));
  expect(await screen.findByText(/access list. What is done stays done/)).toBeVisible();
  expect(screen.getByText("50 of 70 rows are done.")).toBeVisible();
  refuse = false;
  await user.click(screen.getByRole("button", { name: "Go on" }));
  expect(await screen.findByText("All rows are done.")).toBeVisible();
  expect(sent(log).map(({ rows, more }) => [rows[0]?.row, more])).toEqual([
    [2, true],
    [52, false],
    [52, false],
  ]);
  await user.click(screen.getByRole("button", { name: "Another file" }));
  expect(await screen.findByLabelText("File")).toBeVisible();
});

test("an answer that got lost is asked for once more", async () => {
  let lost = true;
  const answer = (seen: Seen) => {
    if (!lost) return taken(seen);
    lost = false;
    return problem(503, "store_busy", "The store is busy. Try again in a moment.");
  };
  const { log, user } = await opened("Phone\n2025550171\n", { [PATH]: answer });
  await user.click(await screen.findByRole("button", { name: "Bring in 1 row" }));
  expect(await screen.findByText("All rows are done.")).toBeVisible();
  expect(sent(log)).toHaveLength(2);
  expect(sent(log)[0]).toEqual(sent(log)[1]);
});

test("who leaves while rows are on their way is asked, and told that nothing is lost", async () => {
  const { log, user } = await opened("Phone\n2025550171\n", { [PATH]: () => new Promise(() => undefined) });
  await user.click(await screen.findByRole("button", { name: "Bring in 1 row" }));
  expect(await screen.findByText("0 of 1 rows are done.")).toBeVisible();
  await user.click(screen.getByRole("link", { name: "Back" }));
  const asked = within(await screen.findByRole("dialog", { name: "Stop in the middle of the file?" }));
  expect(asked.getByText(/^The rows that are in stay in/)).toBeVisible();
  await user.click(asked.getByRole("button", { name: "Leave" }));
  expect(await screen.findByRole("heading", { name: "Leads" })).toBeVisible();
  expect(sent(log)).toHaveLength(1);
});

test.each([
  ["", "There is nothing in this file."],
  ['Phone\n"12', /^A quotation mark opens in row 2 and never closes/],
  [new Uint8Array([0x50, 0xe9, 0x0a]), /^This file is not UTF-8/],
  ["a\u0000b", /^This is no CSV file/],
  ["1\n".repeat(5_002), /^This file has more than 5,000 rows/],
])("a file that cannot be is told (%#)", async (text, told) => {
  await opened(text);
  expect(await screen.findByText(told)).toBeVisible();
  expect(screen.queryByRole("button", { name: /^Bring in/ })).toBeNull();
});

test("refused rows can be kept as a file", async () => {
  const kept: Blob[] = [];
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: (blob: Blob) => kept.push(blob) && "blob:1" }));
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  const { user } = await opened("Phone,Name\n12,Gus\n2025550171,Lou\n");
  await user.click(await screen.findByRole("button", { name: "Bring in 2 rows" }));
  await user.click(await screen.findByRole("button", { name: "Download" }));
  expect(await kept[0]?.text()).toContain(
    '"Phone","Name","Row in the file","Why not"\r\n"12","Gus","2","Phone number: This cannot',
  );
});

test("who has no line to text from is told so", async () => {
  serve({ ...USUAL, "GET /me": MANAGER, "GET /lines": { items: [aLine({ mine: false })] } });
  visit("/leads/import");
  expect(await screen.findByText("No line to bring leads in on")).toBeVisible();
});
