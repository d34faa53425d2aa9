import userEvent from "@testing-library/user-event";
import { renderApp, signedIn } from "./app";
import { aLine, aPerson } from "./fixtures";
import { problem } from "./serve";

export const LINE = aLine();

/** A manager: whoever may do everything that the screens offer. */
export const MANAGER = aPerson({
  role: "manager",
  may: ["answer", "initiate", "broadcast", "edit_contacts", "edit_groups", "delete_contacts", "assign"],
});

/** What every screen asks for besides its own matter; spread it into the table of `serve`. */
export const USUAL = {
  "GET /me": MANAGER,
  "GET /lines": { items: [LINE] },
  "GET /updates": { cursor: "u1", threads: [] },
  "GET /threads": { items: [] },
};

/** 422: what is wrong with each field. */
export function invalid(fields: Record<string, string>): Response {
  return problem(422, "invalid", "Some fields need another value.", { fields });
}

/** The whole app at a place, for a person who is signed in, and that person's hands. */
export function visit(path: string) {
  signedIn();
  return { ...renderApp(path), user: userEvent.setup() };
}
