import { expect, it } from "vitest";
import { inOrder, weekWords } from "./week";

const on = (weekday: "monday" | "tuesday" | "wednesday" | "friday", begins: string, ends: string) => ({
  weekday,
  begins,
  ends,
});

it("tells days with the same hours together", () => {
  const week = [
    on("tuesday", "09:00", "17:00"),
    on("monday", "09:00", "17:00"),
    on("friday", "13:00", "24:00"),
    on("friday", "08:00", "12:00"),
  ];
  expect(weekWords(week)).toBe("Mon–Tue 9:00 AM to 5:00 PM; Fri 8:00 AM to 12:00 PM and 1:00 PM to midnight");
  expect(weekWords([on("monday", "00:00", "24:00"), on("wednesday", "00:00", "24:00")])).toBe(
    "Mon all day; Wed all day",
  );
});

it("orders stretches as the API counts them", () => {
  const week = [
    on("friday", "13:00", "14:00"),
    on("friday", "08:00", "12:00"),
    on("monday", "09:00", "10:00"),
  ];
  expect(inOrder(week).map((part) => part.begins)).toEqual(["09:00", "08:00", "13:00"]);
});
