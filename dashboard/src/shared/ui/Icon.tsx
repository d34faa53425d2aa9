const PATHS = {
  inbox:
    "M4 13l2.2-7.2A2 2 0 0 1 8.1 4.4h7.8a2 2 0 0 1 1.9 1.4L20 13m-16 0v4.6a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V13m-16 0h4.4l1.4 2.6h4.4L15.600 13H20",
  compose: "M12 20h8M5 19l.9-3.800L16.300 4.800a2 2 0 0 1 2.900 2.900L8.800 18.100z",
  contacts:
    "M16.500 19.500v-1.300a3.700 3.700 0 0 0-3.700-3.700H7.200a3.700 3.700 0 0 0-3.700 3.700v1.300M10 11a3.400 3.400 0 1 0 0-6.800A3.400 3.400 0 0 0 10 11M20.500 19.500v-1.300a3.700 3.700 0 0 0-2.700-3.500M15.500 4.400a3.400 3.400 0 0 1 0 6.500",
  broadcast: "M4 10v4a1 1 0 0 0 1 1h2.500l6.500 4V5L7.500 9H5a1 1 0 0 0-1 1zM17.500 9a4 4 0 0 1 0 6M8 15l1 5",
  pause: "M8.500 5.500v13M15.500 5.500v13",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20a7.500 7.500 0 0 1 15 0",
  archive:
    "M4 8.500V18a1.500 1.500 0 0 0 1.500 1.500h13A1.500 1.500 0 0 0 20 18V8.500M3 4.500h18v4H3zM10 12.500h4",
  unarchive:
    "M4 8.500V18a1.500 1.500 0 0 0 1.500 1.500h13A1.500 1.500 0 0 0 20 18V8.500M3 4.500h18v4H3zM12 17v-5m-2.500 2L12 11.500l2.500 2.500",
  unread: "M4 6.500h10M4 6.500V18h16v-7M4 7l8 6 3-2.200M19 8a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  down: "M5.5 9.5 12 16l6.5-6.5",
  back: "M14.500 5.500 8 12l6.500 6.500",
  forward: "M9.5 5.5 16 12l-6.5 6.5",
  group:
    "M9 11.500a3.250 3.250 0 1 0 0-6.500 3.250 3.250 0 0 0 0 6.500zM2.500 19a6.500 6.500 0 0 1 13 0M16 5.200a3.250 3.250 0 0 1 0 6.100M17.500 14a6.500 6.500 0 0 1 4 5",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  send: "M5 12 4 4.500 20.500 12 4 19.500 5 12zm0 0h7",
  close: "M6 6l12 12M18 6 6 18",
  check: "M5 12.500l4.500 4.500L19 7",
  checks: "M2.500 12.500l4 4L15 8M11 15.500l1.500 1.500L21.500 8",
  clock: "M12 7.500V12l3 2M12 20.500a8.500 8.500 0 1 0 0-17 8.500 8.500 0 0 0 0 17z",
  alert: "M12 8v5m0 3.500h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  retry: "M19.500 12a7.500 7.500 0 1 1-2.200-5.300L19.500 9M19.500 4v5h-5",
  flip: "M7 4 4 7l3 3M4 7h12a4 4 0 0 1 4 4M17 20l3-3-3-3M20 17H8a4 4 0 0 1-4-4",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM20 20l-4-4",
  plus: "M12 5v14M5 12h14",
  offline:
    "M4 4l16 16M8.500 15.500a5 5 0 0 1 5-1.200M5 12a10 10 0 0 1 4-2.300M2 8.500a15 15 0 0 1 4-2.500M13 6a15 15 0 0 1 9 2.500M16 10.200A10 10 0 0 1 19 12M12 19h.01",
  template: "M6 4h9l4 4v12H6zM15 4v4h4M9 12.500h7M9 16h5",
  robot: "M12 4v3M6 7h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2zM9 12v2M15 12v2",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside a text or inside a labelled button; silent for screen readers. */
export function Icon({ name, className = "size-6" }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 3 : 1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
