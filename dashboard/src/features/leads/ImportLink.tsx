import { Link } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import { buttonClass } from "@/shared/ui/Button";

/** The way to bring in leads from a file, for who may begin conversations. */
export function ImportLink() {
  if (!useMay("initiate")) return null;
  return (
    <Link to="/leads/import" className={buttonClass("quiet")}>
      Import
    </Link>
  );
}
