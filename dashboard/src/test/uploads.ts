import { vi } from "vitest";

/** What POST /media gives. */
export const FORM = {
  id: "u1",
  url: "https://pictures.example.com/",
  fields: { key: "uploads/p1/u1" },
  until: "2027",
};

/** What was posted to the bucket; `status` is its answer, 0 for a network that is away. */
export class Bucket {
  static status = 204;
  static posted: FormData[] = [];
  upload: { onprogress?: (event: object) => void } = {};
  status = 0;
  onload = () => {};
  onerror = () => {};
  open() {}
  abort() {}
  send(body: FormData) {
    Bucket.posted.push(body);
    this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 2 });
    this.status = Bucket.status;
    queueMicrotask(() => (this.status ? this.onload() : this.onerror()));
  }
}

export const picture = (name = "cat.gif") => new File(["GIF89a"], name, { type: "image/gif" });

/** Before each test: nothing was posted, and every picture can be drawn, though here nothing is. */
export function uploadsGoTo(bucket: typeof Bucket): void {
  bucket.status = 204;
  bucket.posted = [];
  vi.stubGlobal("XMLHttpRequest", bucket);
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 1, height: 1, close: () => {} }));
  const canvas = HTMLCanvasElement.prototype as object;
  Object.assign(canvas, { getContext: () => ({ fillRect() {}, drawImage() {} }), toDataURL: () => "" });
}

/** From now on nothing that is chosen is a picture that could be drawn. */
export function nothingIsDrawn(): void {
  vi.stubGlobal("createImageBitmap", () =>
    Promise.reject(new Error("The source image could not be decoded.")),
  );
}
