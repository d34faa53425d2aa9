import { Icon } from "@/shared/ui/Icon";

/** How to put Parley on the home screen; nothing where it already stands there. */
export function InstallHint() {
  if (window.matchMedia("(display-mode: standalone)").matches) return null;
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  return (
    <div className="flex gap-3 rounded-2xl bg-brand-soft p-4 text-brand-text">
      <Icon name="plus" />
      <div>
        <p className="font-semibold">Put Parley on your home screen</p>
        <p className="text-sm">
          {apple
            ? "Tap Share, then “Add to Home Screen”."
            : "Open your browser's menu and choose “Install” or “Add to home screen”."}
        </p>
      </div>
    </div>
  );
}
