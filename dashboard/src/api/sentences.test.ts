import { expect, test } from "vitest";
import { faultInReadersClock, inReadersClock } from "./sentences";

test("sentences of the API tell the time as the reader's country does, and what people wrote stays", () => {
  const answer = {
    items: [
      {
        preview: "At 14:00?",
        composer: { warning: "It is 22:00 where this contact is; quiet hours there end at 08:00." },
        message: {
          body: "See you 09:30",
          waiting: { reason: "It goes at 00:05.", until: "2026-11-20T08:00:00Z" },
        },
      },
    ],
    reason: "Ratio 1:2, code 12:345, 25:00 and 12:30:15 are no times of day.",
    obstacle: null,
  };
  expect(inReadersClock(answer)).toEqual({
    items: [
      {
        preview: "At 14:00?",
        composer: { warning: "It is 10:00 PM where this contact is; quiet hours there end at 8:00 AM." },
        message: {
          body: "See you 09:30",
          waiting: { reason: "It goes at 12:05 AM.", until: "2026-11-20T08:00:00Z" },
        },
      },
    ],
    reason: "Ratio 1:2, code 12:345, 25:00 and 12:30:15 are no times of day.",
    obstacle: null,
  });
});

test("so do errors, also at their fields", () => {
  const problem = { title: "Quiet", status: 409, code: "quiet", detail: "Try again at 08:00." };
  const fields = { to: "It is 23:10 there." };
  expect(faultInReadersClock({ ...problem, fields })).toEqual({
    ...problem,
    detail: "Try again at 8:00 AM.",
    fields: { to: "It is 11:10 PM there." },
  });
  expect(faultInReadersClock(problem)).toEqual({ ...problem, detail: "Try again at 8:00 AM." });
});

test("what is signed, such as the fields of an upload, goes back as it came", () => {
  const upload = { id: "u1", fields: { policy: "until 08:00" } };
  expect(inReadersClock(upload)).toEqual({ id: "u1", fields: { policy: "until 08:00" } });
});
