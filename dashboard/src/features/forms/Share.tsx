import { lazy, Suspense, useState } from "react";
import type { FormShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { TextArea } from "@/shared/ui/Field";
import { Section } from "@/shared/ui/Section";
import { toast } from "@/shared/ui/Toaster";

const QrCode = lazy(() => import("@/shared/ui/QrCode"));

/** The ways to bring people to a form: its address, a snippet, a button, and codes to print. */
export function Share({ form }: { form: FormShape }) {
  const [codes, setCodes] = useState(false);
  const text = `sms:${form.line.number}?body=${form.keyword.toUpperCase()}`;
  return (
    <Section title="Bring people here">
      <div className="flex flex-col gap-4">
        <p className="break-all">
          <a href={form.url} target="_blank" rel="noreferrer" className="text-brand-text underline">
            {form.url}
          </a>
        </p>
        <Copied label="For your own page" value={form.snippet} />
        {form.widget && <Copied label="For the “Text us” button" value={form.widget_snippet} />}
        {codes ? (
          <Suspense fallback={<p role="status">Drawing …</p>}>
            <div className="grid gap-6 sm:grid-cols-2">
              <QrCode label="Code of the page" value={form.url} />
              {form.keyword && <QrCode label={`Code to text ${form.keyword.toUpperCase()}`} value={text} />}
            </div>
          </Suspense>
        ) : (
          <Button className="self-start" onClick={() => setCodes(true)}>
            Show QR codes
          </Button>
        )}
      </div>
    </Section>
  );
}

function Copied({ label, value }: { label: string; value: string }) {
  const copy = () =>
    navigator.clipboard.writeText(value).then(
      () => toast("Copied"),
      () => toast("Mark the text and copy it yourself"),
    );
  return (
    <div className="flex flex-col gap-2">
      <TextArea label={label} readOnly rows={3} value={value} className="font-mono text-sm" />
      <Button className="self-start" onClick={() => void copy()}>
        Copy
      </Button>
    </div>
  );
}
