import { api, given } from "@/api/client";
import { ApiError } from "@/api/problem";
import { currentDevice, keepDevice, subscribe, unsubscribe } from "./device";

const PATIENCE_MS = 3000;

/** The person alone can let this browser notify it, and has not. */
export class NotAllowed extends Error {}

/** Alerts `person` on this device from now on; NotAllowed where it does not let the browser. */
export async function switchOn(pushKey: string, person: string): Promise<void> {
  const subscription = await subscribe(pushKey);
  if (!subscription) throw new NotAllowed();
  const device = await given(api().POST("/me/push", { body: subscription }));
  keepDevice({ id: device.id, person });
}

/** Alerts the person on this device no more. The browser goes first: whatever fails then, nothing shows here. */
export async function switchOff(): Promise<void> {
  const device = await currentDevice();
  await unsubscribe();
  keepDevice(null);
  if (device) await forget(device);
}

/** Alerts the person on a device no more, be it this one or another; one that is gone already is no fault. */
export async function forget(device: string): Promise<void> {
  try {
    await given(api().DELETE("/me/push/{device_id}", { params: { path: { device_id: device } } }));
  } catch (fault) {
    if (!(fault instanceof ApiError && fault.problem.status === 404)) throw fault;
  }
}

/** Before the person leaves this device; without a network it leaves all the same, soon. */
export async function leave(): Promise<void> {
  const waited = new Promise<void>((done) => setTimeout(done, PATIENCE_MS));
  await Promise.race([switchOff().catch(() => undefined), waited]);
}
