/** What carriers bring through from every kind of number without making it smaller themselves. */
export const GOAL_BYTES = 500_000;
const EDGES = [1600, 1200, 800, 480];
const QUALITIES = [0.85, 0.7, 0.55];
const THUMB_EDGE = 160;

export interface Shrunk {
  blob: Blob;
  /** A small picture as a data: address; empty for what is none. */
  thumb: string;
}

/** What every browser can draw: one that is not drawn is broken, or something else by its content. */
const DRAWN = ["image/jpeg", "image/png", "image/gif"];

/** A file that calls itself a picture, and is none that anybody could look at. */
export class NoPicture extends Error {}

/**
 * The file as it is to be sent. Photos are drawn anew as JPEG, and so lose the place where they were taken, and are made
 * smaller until they have `GOAL_BYTES`; a GIF stays as it is, since it may move. What this browser does not know stays, too.
 *
 * @throws NoPicture where it is a JPEG, PNG or GIF by its name alone.
 */
export async function shrink(file: File): Promise<Shrunk> {
  if (!file.type.startsWith("image/")) return { blob: file, thumb: "" };
  const bitmap = await decoded(file);
  if (!bitmap) {
    if (DRAWN.includes(file.type)) throw new NoPicture();
    return { blob: file, thumb: "" };
  }
  try {
    const thumb = drawn(bitmap, THUMB_EDGE).toDataURL("image/jpeg", 0.7);
    if (file.type === "image/gif" || (file.type === "image/png" && file.size <= GOAL_BYTES)) {
      return { blob: file, thumb };
    }
    return { blob: await smaller(bitmap), thumb };
  } finally {
    bitmap.close();
  }
}

async function decoded(file: File): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}

/** The first of ever smaller pictures that is small enough; else the smallest. */
async function smaller(bitmap: ImageBitmap): Promise<Blob> {
  let last: Blob | null = null;
  for (const edge of EDGES) {
    const canvas = drawn(bitmap, edge);
    for (const quality of QUALITIES) {
      last = await encoded(canvas, quality);
      if (last.size <= GOAL_BYTES) return last;
    }
  }
  if (!last) throw new Error("no size to try");
  return last;
}

/** White stands behind what is transparent: JPEG knows no transparency. */
function drawn(bitmap: ImageBitmap, edge: number): HTMLCanvasElement {
  const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encoded(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("not encoded"))), "image/jpeg", quality);
  });
}
