import type { Role } from "@/api/types.gen";
import { Select } from "@/shared/ui/Field";
import { ROLE_NAMES, ROLES } from "./words";

interface RoleFieldProps {
  role: Role;
  error: string | undefined;
  disabled?: boolean;
  onChange: (role: Role) => void;
}

/** What somebody may do, with what that means. */
export function RoleField({ role, error, disabled, onChange }: RoleFieldProps) {
  return (
    <Select
      label="Role"
      value={role}
      error={error}
      disabled={disabled}
      hint={disabled ? "Another admin changes your role." : ROLES[role].told}
      onChange={(event) => onChange(event.target.value as Role)}
    >
      {ROLE_NAMES.map((name) => (
        <option key={name} value={name}>
          {ROLES[name].word}
        </option>
      ))}
    </Select>
  );
}
