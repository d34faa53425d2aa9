/** Something that can be chosen. `value` is what is sent, `label` what is read. */
export interface Choice {
  value: string;
  label: string;
  detail?: string;
}
