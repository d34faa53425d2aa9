import type { LineShape, Me, MessageShape, ThreadShape } from "@/api/types.gen";
import type { Settings } from "@/auth/settings";

export const SETTINGS: Settings = {
  apiUrl: "/api",
  region: "us-east-1",
  userPoolId: "pool",
  userPoolClientId: "client",
  cognitoEndpoint: "http://127.0.0.1:8000/cognito/",
  pushKey: "BPk-keyA",
};

export function aThread(over: Partial<ThreadShape> = {}): ThreadShape {
  return {
    id: "l1-c1",
    line: { id: "l1", number: "+18005550101", label: "Own line" },
    contact: { id: "c1", name: "Alma Ashby", phone: "+12025550110" },
    folder: "inbox",
    tab: "needs_attention",
    unread: false,
    unread_count: 0,
    preview: "Hello",
    ours: false,
    activity_at: "2026-11-20T10:00:00Z",
    last_reply_at: "2026-11-20T10:00:00Z",
    consent: "yes",
    assignee: null,
    tags: [],
    composer: { open: true },
    ...over,
  };
}

export function aMessage(over: Partial<MessageShape> = {}): MessageShape {
  return {
    id: "01A",
    direction: "in",
    origin: "one_to_one",
    body: "Hello",
    at: "2026-11-20T10:00:00Z",
    status: "received",
    ...over,
  };
}

export function aLine(over: Partial<LineShape> = {}): LineShape {
  return {
    id: "l1",
    number: "+18005550101",
    label: "Own line",
    kind: "toll_free",
    use: "personal",
    backing: "agent",
    active: true,
    mine: true,
    owner: { id: "p1", name: "Riley One" },
    members: [{ id: "p1", name: "Riley One" }],
    verification: "verified",
    handling: "default",
    rate: 3,
    daily_cap: null,
    zone: "",
    held: "",
    replaces: null,
    introduction: " - Acme. Reply STOP to opt out.",
    covers: [],
    hours: [],
    holidays: [],
    away_message: "",
    open: true,
    rules: [],
    ...over,
  };
}

export function aPerson(over: Partial<Me> = {}): Me {
  return {
    id: "p1",
    name: "Riley One",
    email: "rep1@example.com",
    role: "standard",
    may: ["answer", "initiate", "broadcast", "edit_contacts", "edit_groups"],
    phone: "+1••••••0181",
    alerts: ["text"],
    events: { message: ["text"], lead: ["text"], mention: ["text"], escalation: ["text"] },
    quiet: null,
    copies: "text",
    devices: [],
    ...over,
  };
}
