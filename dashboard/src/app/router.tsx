import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { Which } from "@/api/leads";
import type { LeadStage } from "@/api/types.gen";
import type { Session } from "@/auth/session";
import { parseInboxSearch } from "@/shared/inboxSearch";
import { Loading } from "@/shared/ui/States";
import { Conversations } from "./Conversations";
import { Broken, Missing } from "./Missing";
import { Nothing } from "./Nothing";
import { Shell } from "./Shell";

interface Context {
  session: Session;
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: Missing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { next?: string } => (inside(search.next) ? { next: search.next } : {}),
  beforeLoad: ({ context, search }) => {
    if (context.session.signedIn) throw redirect({ href: search.next ?? "/", replace: true });
  },
  component: lazyRouteComponent(() => import("@/features/sign-in/SignInPage"), "SignInPage"),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: ({ context, location }) => {
    if (context.session.signedIn) return;
    const next = location.href === "/" ? {} : { next: location.href };
    throw redirect({ to: "/sign-in", search: next, replace: true });
  },
  component: Shell,
});

const conversations = createRoute({
  getParentRoute: () => shell,
  id: "conversations",
  validateSearch: parseInboxSearch,
  component: Conversations,
});

const inbox = createRoute({ getParentRoute: () => conversations, path: "/", component: Nothing });

const thread = createRoute({
  getParentRoute: () => conversations,
  path: "/t/$threadId",
  component: lazyRouteComponent(() => import("@/features/thread/ThreadPage"), "ThreadPage"),
});

const fresh = createRoute({
  getParentRoute: () => shell,
  path: "/new",
  validateSearch: (search): { to?: string; line?: string } => ({
    ...(typeof search.to === "string" && { to: search.to }),
    ...(typeof search.line === "string" && { line: search.line }),
  }),
  component: lazyRouteComponent(() => import("@/features/new/NewPage"), "NewPage"),
});

const freshChat = createRoute({
  getParentRoute: () => shell,
  path: "/new/group",
  component: lazyRouteComponent(() => import("@/features/chats/NewChatPage"), "NewChatPage"),
});

const me = createRoute({
  getParentRoute: () => shell,
  path: "/me",
  component: lazyRouteComponent(() => import("@/features/me/MePage"), "MePage"),
});

const away = createRoute({
  getParentRoute: () => shell,
  path: "/away",
  component: lazyRouteComponent(() => import("@/features/away/AwayPage"), "AwayPage"),
});

const quarantine = createRoute({
  getParentRoute: () => shell,
  path: "/quarantine",
  component: lazyRouteComponent(() => import("@/features/quarantine/QuarantinePage"), "QuarantinePage"),
});

const WHICH: readonly string[] = ["unassigned", "mine", "all"] satisfies Which[];
const STAGES: readonly string[] = [
  "new",
  "assigned",
  "contacted",
  "qualified",
  "won",
  "lost",
] satisfies LeadStage[];

const leads = createRoute({
  getParentRoute: () => shell,
  path: "/leads",
  validateSearch: (search): { view?: Which; stage?: LeadStage } => ({
    ...(WHICH.includes(String(search.view)) && { view: search.view as Which }),
    ...(STAGES.includes(String(search.stage)) && { stage: search.stage as LeadStage }),
  }),
  component: lazyRouteComponent(() => import("@/features/leads/LeadsPage"), "LeadsPage"),
});

const board = createRoute({
  getParentRoute: () => shell,
  path: "/leads/board",
  component: lazyRouteComponent(() => import("@/features/leads/BoardPage"), "BoardPage"),
});

const speed = createRoute({
  getParentRoute: () => shell,
  path: "/leads/speed",
  component: lazyRouteComponent(() => import("@/features/leads/SpeedPage"), "SpeedPage"),
});

const leadImport = createRoute({
  getParentRoute: () => shell,
  path: "/leads/import",
  component: lazyRouteComponent(() => import("@/features/leads/import/ImportPage"), "ImportPage"),
});

const lead = createRoute({
  getParentRoute: () => shell,
  path: "/leads/$leadId",
  component: lazyRouteComponent(() => import("@/features/leads/LeadPage"), "LeadPage"),
});

const templates = createRoute({
  getParentRoute: () => shell,
  path: "/templates",
  validateSearch: (search): { scope?: "shared" } => (search.scope === "shared" ? { scope: "shared" } : {}),
  component: lazyRouteComponent(() => import("@/features/templates/TemplatesPage"), "TemplatesPage"),
});

const contacts = createRoute({
  getParentRoute: () => shell,
  path: "/contacts",
  component: lazyRouteComponent(() => import("@/features/contacts/ContactsPage"), "ContactsPage"),
});

const contact = createRoute({
  getParentRoute: () => contacts,
  path: "$contactId",
  component: lazyRouteComponent(() => import("@/features/contacts/ContactPage"), "ContactPage"),
});

/** To be printed and kept: it stands alone, without the app around it. */
const proof = createRoute({
  getParentRoute: () => root,
  path: "/contacts/$contactId/proof",
  beforeLoad: ({ context, location }) => {
    if (context.session.signedIn) return;
    throw redirect({ to: "/sign-in", search: { next: location.href }, replace: true });
  },
  component: lazyRouteComponent(() => import("@/features/consent/ProofPage"), "ProofPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});

const brandSettings = createRoute({
  getParentRoute: () => shell,
  path: "/settings/brand",
  component: lazyRouteComponent(() => import("@/features/settings/BrandPage"), "BrandPage"),
});

const linesSettings = createRoute({
  getParentRoute: () => shell,
  path: "/settings/lines",
  component: lazyRouteComponent(() => import("@/features/settings/LinesPage"), "LinesPage"),
});

const lineSettings = createRoute({
  getParentRoute: () => shell,
  path: "/settings/lines/$lineId",
  component: lazyRouteComponent(() => import("@/features/settings/LinePage"), "LinePage"),
});

const lineHours = createRoute({
  getParentRoute: () => shell,
  path: "/settings/lines/$lineId/hours",
  component: lazyRouteComponent(() => import("@/features/settings/LineHoursPage"), "LineHoursPage"),
});

const keywordRules = createRoute({
  getParentRoute: () => shell,
  path: "/settings/lines/$lineId/rules",
  component: lazyRouteComponent(
    () => import("@/features/keyword-rules/KeywordRulesPage"),
    "KeywordRulesPage",
  ),
});

const leadRules = createRoute({
  getParentRoute: () => shell,
  path: "/settings/lead-rules",
  component: lazyRouteComponent(() => import("@/features/lead-rules/LeadRulesPage"), "LeadRulesPage"),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: "/settings/people",
  component: lazyRouteComponent(() => import("@/features/people/PeoplePage"), "PeoplePage"),
});

const suppressed = createRoute({
  getParentRoute: () => shell,
  path: "/settings/suppressed",
  component: lazyRouteComponent(() => import("@/features/settings/SuppressedPage"), "SuppressedPage"),
});

const hours = createRoute({
  getParentRoute: () => shell,
  path: "/settings/hours",
  component: lazyRouteComponent(() => import("@/features/settings/HoursPage"), "HoursPage"),
});

const groups = createRoute({
  getParentRoute: () => shell,
  path: "/groups",
  component: lazyRouteComponent(() => import("@/features/groups/GroupsPage"), "GroupsPage"),
});

const group = createRoute({
  getParentRoute: () => groups,
  path: "$groupId",
  component: lazyRouteComponent(() => import("@/features/groups/GroupPage"), "GroupPage"),
});

const broadcasts = createRoute({
  getParentRoute: () => shell,
  path: "/broadcasts",
  component: lazyRouteComponent(() => import("@/features/broadcasts/BroadcastsPage"), "BroadcastsPage"),
});

const newBroadcast = createRoute({
  getParentRoute: () => broadcasts,
  path: "new",
  validateSearch: (search): { group?: string } =>
    typeof search.group === "string" ? { group: search.group } : {},
  component: lazyRouteComponent(() => import("@/features/broadcasts/NewBroadcastPage"), "NewBroadcastPage"),
});

const broadcast = createRoute({
  getParentRoute: () => broadcasts,
  path: "$broadcastId",
  component: lazyRouteComponent(() => import("@/features/broadcasts/BroadcastPage"), "BroadcastPage"),
});

const forms = createRoute({
  getParentRoute: () => shell,
  path: "/settings/forms",
  component: lazyRouteComponent(() => import("@/features/forms/FormsPage"), "FormsPage"),
});

const form = createRoute({
  getParentRoute: () => shell,
  path: "/settings/forms/$formId",
  component: lazyRouteComponent(() => import("@/features/forms/FormPage"), "FormPage"),
});

const tree = root.addChildren([
  signIn,
  shell.addChildren([
    conversations.addChildren([inbox, thread]),
    fresh,
    freshChat,
    me,
    away,
    quarantine,
    leads,
    board,
    speed,
    leadImport,
    lead,
    templates,
    contacts.addChildren([contact]),
    groups.addChildren([group]),
    broadcasts.addChildren([newBroadcast, broadcast]),
    settings,
    brandSettings,
    linesSettings,
    lineSettings,
    lineHours,
    keywordRules,
    leadRules,
    people,
    suppressed,
    hours,
    forms,
    form,
  ]),
  proof,
]);

/** The app's places. Who is not signed in is led to the sign-in and from there back to where it wanted. */
export function makeRouter(session: Session, queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { session, queries },
    // What a route does not know is dropped, so that nobody reads what nobody checked.
    search: { strict: true },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Loading,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: Missing,
  });
}

export type AppRouter = ReturnType<typeof makeRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}

/** A place of this app, never another site. */
function inside(place: unknown): place is string {
  return typeof place === "string" && /^\/(?![/\\])/.test(place);
}
