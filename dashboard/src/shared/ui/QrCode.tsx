import { encode } from "uqr";

const QUIET = 4;

/** A code to print or to scan from the screen: black on white, whatever the theme. */
export default function QrCode({ label, value }: { label: string; value: string }) {
  const { data, size } = encode(value, { border: QUIET, ecc: "M" });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])));
  return (
    <figure className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        shapeRendering="crispEdges"
        className="w-full max-w-60 rounded-xl"
      >
        <title>{label}</title>
        <rect width={size} height={size} fill="#fff" />
        <path d={path.join("")} fill="#000" />
      </svg>
      <figcaption aria-hidden="true" className="text-sm text-soft">
        {label}
      </figcaption>
    </figure>
  );
}
