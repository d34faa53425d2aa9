import { api, given } from "./client";
import { Unreachable } from "./problem";
import type { MessageShape, Upload } from "./types.gen";

/** Puts a file into the brand's bucket and gives the id by which a text takes it. `onProgress` is told 0 to 1. */
export async function upload(
  blob: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const form = await given(
    api().POST("/media", { body: { type: blob.type, size: blob.size }, signal, params: {} }),
  );
  await post(form, blob, onProgress, signal);
  return form.id;
}

/** Asks the provider once more for pictures that could not be fetched. */
export function fetchAgain(thread: string, message: string): Promise<MessageShape> {
  return given(
    api().POST("/threads/{thread_id}/messages/{message_id}/media", {
      params: { path: { thread_id: thread, message_id: message } },
    }),
  );
}

/** By XMLHttpRequest, since fetch tells nothing of how far an upload is. */
function post(form: Upload, blob: Blob, onProgress: (share: number) => void, signal: AbortSignal) {
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  body.append("file", blob);
  return new Promise<void>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const failed = () => reject(new Unreachable());
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => (request.status < 300 ? resolve() : failed());
    request.onerror = failed;
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", () => request.abort());
    request.open("POST", form.url);
    request.send(body);
  });
}
