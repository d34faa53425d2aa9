import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { meQuery } from "@/api/me";
import { sentence } from "@/api/problem";
import type { DeviceShape, Me } from "@/api/types.gen";
import { useSession } from "@/auth/context";
import { type Ability, ability, currentDevice } from "@/shared/push/device";
import { forget, NotAllowed, switchOff, switchOn } from "@/shared/push/switching";
import { Button } from "@/shared/ui/Button";
import { Moment } from "@/shared/ui/Moment";
import { Notice } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { Choice } from "./Choice";

const WHY_NOT: Record<Exclude<Ability, "ready">, string> = {
  off: "Whoever runs Parley for you has not switched this on yet.",
  unsupported:
    "This browser cannot notify you. Use Chrome, Edge, Firefox or Safari, in a window that is not private.",
  "needs-install":
    "On an iPhone or iPad, put Parley on the home screen first: tap Share, then “Add to Home Screen”. Open it there and come back to this switch.",
  denied:
    "This browser was told not to let Parley notify you. Allow notifications for this site in its settings, then come back.",
};

/** Alerts on the device that the person holds, and on its others. */
export function ThisDevice({ me }: { me: Me }) {
  const { pushKey } = useSession().settings;
  const queries = useQueryClient();
  const current = useQuery({ queryKey: ["device"], queryFn: currentDevice, staleTime: 0 });
  const can = ability(pushKey);
  const chosen = [me.alerts, ...Object.values(me.events)].some((ways) => ways.includes("push"));
  const on = chosen && me.devices.some((device) => device.id === current.data);
  const others = me.devices.filter((device) => device.id !== current.data);
  const change = useMutation({
    mutationFn: (act: () => Promise<void>) => act(),
    onSuccess: () => toast("Saved"),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["device"] });
      await queries.invalidateQueries(meQuery);
    },
  });
  return (
    <>
      <Choice
        type="checkbox"
        name="alert-push"
        label="Notify me on this device"
        detail=""
        checked={on}
        disabled={(can !== "ready" && !on) || change.isPending}
        onChange={(wanted) => change.mutate(wanted ? () => switchOn(pushKey ?? "", me.id) : switchOff)}
      />
      {can !== "ready" && !on && <p className="text-sm text-soft text-pretty">{WHY_NOT[can]}</p>}
      {change.error && (
        <Notice tone="danger" role="alert">
          {told(change.error)}
        </Notice>
      )}
      {others.length > 0 && (
        <div className="mt-1 mb-2 pl-8">
          <p id="others" className="text-sm text-soft">
            Also notifies me
          </p>
          <ul aria-labelledby="others">
            {others.map((device) => (
              <Other
                key={device.id}
                device={device}
                busy={change.isPending}
                onRemove={() => change.mutate(() => forget(device.id))}
              />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Other({ device, busy, onRemove }: { device: DeviceShape; busy: boolean; onRemove: () => void }) {
  const name = device.label || "A browser";
  return (
    <li className="flex min-h-12 items-center gap-3">
      <span className="min-w-0 flex-1">
        <span className="block truncate">{name}</span>
        <span className="block text-sm text-soft">
          Switched on <Moment at={device.since} />
        </span>
      </span>
      <Button look="quiet" busy={busy} onClick={onRemove} aria-label={`Remove ${name}`}>
        Remove
      </Button>
    </li>
  );
}

function told(fault: unknown): string {
  if (fault instanceof NotAllowed) return "Your browser asked whether Parley may notify you. Choose Allow.";
  if (fault instanceof DOMException || (fault instanceof Error && fault.message === "no service worker"))
    return "This browser could not be switched on. Check your network, load the page again and try once more.";
  return sentence(fault);
}
