import type { Role } from "@/api/types.gen";

/** What each role is called, and what it is for; from the least to the most. */
export const ROLES: Record<Role, { word: string; told: string }> = {
  limited: { word: "Limited", told: "Answers in conversations that exist." },
  standard: { word: "Standard", told: "Also begins conversations and texts groups." },
  manager: { word: "Manager", told: "Also assigns, and sees all lines and the team." },
  admin: { word: "Admin", told: "Also changes lines, people and settings." },
};

export const ROLE_NAMES = Object.keys(ROLES) as Role[];
