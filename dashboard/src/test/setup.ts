import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, beforeEach, vi } from "vitest";

const SIZES = { clientHeight: 600, clientWidth: 600, offsetHeight: 88, offsetWidth: 600 };

// A machine that is busy with other tests too may take long; what comes is found at once.
configure({ asyncUtilTimeout: 5000 });

// What jsdom does not lay out or draw.
for (const [name, size] of Object.entries(SIZES)) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => size });
}
HTMLElement.prototype.scrollTo = () => undefined;
window.scrollTo = () => undefined;
HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};
class NoResize {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal("ResizeObserver", NoResize);
  vi.stubGlobal("matchMedia", (query: string) => ({
    matches: query.includes("fine"),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});
afterEach(cleanup);
